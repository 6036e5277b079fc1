package dev.vigil.simulator.ward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import dev.vigil.simulator.OutgoingReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SimulatedWardTest {
  private static final long START = 1_760_000_000;
  private static final int BEDS = 30;

  private final SimulatedWard ward = new SimulatedWard(42, BEDS, START);

  private static List<OutgoingReading> flat(List<List<OutgoingReading>> messages) {
    return messages.stream().flatMap(List::stream).toList();
  }

  /** Values of one vital of one patient by second. */
  private Map<Long, Double> course(String patient, String vital, long from, long until) {
    String device = device(patient);
    return LongStream.range(from, until)
        .boxed()
        .flatMap(second -> flat(ward.messages(second)).stream())
        .filter(reading -> vital.equals(reading.vital()))
        .filter(reading -> device.equals(reading.device()) || patient.equals(reading.patient()))
        .collect(
            Collectors.toMap(OutgoingReading::measured, reading -> reading.value().doubleValue()));
  }

  private String device(String patient) {
    return ward.contexts().stream()
        .filter(context -> context.patient().equals(patient))
        .map(context -> context.devices().get(0).device())
        .findFirst()
        .orElseThrow();
  }

  private List<Truth> truths(Scenario scenario) {
    return ward.truth(START, START + 7200).stream()
        .filter(truth -> truth.scenario() == scenario)
        .toList();
  }

  @Test
  void ward_builtAgain_saysTheSameAtAnySecondInAnyOrder() {
    SimulatedWard again = new SimulatedWard(42, BEDS, START);
    List<Long> seconds = List.of(START + 5000, START, START + 1, START + 4999, START + 86_400);

    assertThat(seconds.stream().map(again::messages).toList())
        .isEqualTo(seconds.stream().map(ward::messages).toList());
    assertThat(again.contexts()).isEqualTo(ward.contexts());
    assertThat(again.truth(START, START + 9999)).isEqualTo(ward.truth(START, START + 9999));
    assertThat(new SimulatedWard(43, BEDS, START).messages(START))
        .isNotEqualTo(ward.messages(START));
  }

  @Test
  void message_ofAnySecond_isPlausibleInCanonicalUnitsWithEachIdentityOnce() {
    for (long second = START; second < START + 3600; second += 61) {
      for (OutgoingReading reading : flat(ward.messages(second))) {
        VitalSign vital = VitalSigns.catalogue().get(reading.vital());
        assertThat(reading.unit()).isEqualTo(vital.unit());
        assertThat(vital.isPlausible(reading.value())).isTrue();
        assertThat(reading.measured()).isEqualTo(second);
      }
      assertThat(flat(ward.messages(second))).doesNotHaveDuplicates();
    }
  }

  @Test
  void start_givesEveryPatientAllThatNews2Asks() {
    List<List<OutgoingReading>> messages = ward.messages(START);

    assertThat(messages).hasSize(BEDS);
    assertThat(flat(messages).stream().filter(one -> "nurse-sim".equals(one.by())))
        .hasSize(2 * BEDS);
    assertThat(flat(messages).size()).isBetween(BEDS * 9 - 5, BEDS * 9);
  }

  @Test
  void hour_hasOneRoundOfTheNurseForEveryPatient() {
    Map<String, Long> observed =
        LongStream.rangeClosed(START + 1, START + 3600)
            .boxed()
            .flatMap(second -> flat(ward.messages(second)).stream())
            .filter(reading -> reading.vital().equals("consciousness"))
            .collect(
                Collectors.groupingBy(one -> String.valueOf(one.patient()), Collectors.counting()));

    assertThat(observed).hasSize(BEDS);
    assertThat(observed.values()).allMatch(count -> count >= 1 && count <= 3);
  }

  @Test
  void healthyPatients_stayInsideUsualAlarmLimits() {
    List<String> ill =
        ward.truth(START, START + 600).stream().map(truth -> device(truth.patient())).toList();
    Map<String, double[]> limits =
        Map.of(
            "heart-rate", new double[] {50, 110},
            "spo2", new double[] {92, 100},
            "respiratory-rate", new double[] {9, 24},
            "systolic-pressure", new double[] {92, 180},
            "body-temperature", new double[] {35.5, 38});

    long all = 0;
    long outside = 0;
    for (long second = START; second < START + 600; second += 3) {
      for (OutgoingReading reading : flat(ward.messages(second))) {
        double[] limit = limits.get(reading.vital());
        if (limit != null && !ill.contains(reading.device())) {
          double value = reading.value().doubleValue();
          all++;
          outside += value < limit[0] || value > limit[1] ? 1 : 0;
        }
      }
    }

    assertThat(all).isGreaterThan(20_000);
    assertThat(outside / (double) all).as("artefacts only").isLessThan(0.004);
  }

  @Test
  void firstPatient_crossesTheLimitWithinThirtySeconds() {
    Truth first = ward.truth(START, START + 60).get(0);

    Map<Long, Double> pulse = course(first.patient(), "heart-rate", START + 17, START + 60);

    assertThat(first.scenario()).isEqualTo(Scenario.BRADYARRHYTHMIA);
    assertThat(pulse.values().stream().filter(value -> value < 40).count()).isGreaterThan(35);
  }

  @Test
  void othersFallIll_everyFewMinutes() {
    List<Long> onsets = ward.truth(START, START + 7200).stream().map(Truth::onset).toList();

    assertThat(onsets).hasSizeBetween(36, 41);
    assertThat(IntStream.range(1, onsets.size()).mapToLong(i -> onsets.get(i) - onsets.get(i - 1)))
        .allMatch(gap -> gap >= 120 && gap <= 240);
    assertThat(ward.truth(START, START + 7200).stream().map(Truth::scenario))
        .containsAll(Schedule.TURNS);
  }

  @Test
  void sensorOff_silencesTheSaturationAlone() {
    Truth truth = truths(Scenario.SENSOR_OFF).get(0);

    assertThat(course(truth.patient(), "spo2", truth.onset(), truth.over())).isEmpty();
    assertThat(course(truth.patient(), "spo2", truth.over(), truth.over() + 60))
        .hasSizeGreaterThan(55);
    assertThat(course(truth.patient(), "heart-rate", truth.onset(), truth.over()))
        .hasSizeGreaterThan(170);
  }

  @Test
  void sepsis_atItsWorst_showsInEverySignAndInTheNursesFinding() {
    Truth truth = truths(Scenario.SEPSIS).get(0);
    long from = truth.worst();

    assertThat(course(truth.patient(), "body-temperature", from, from + 30).values())
        .allMatch(value -> value > 38.5);
    assertThat(course(truth.patient(), "heart-rate", from, from + 30).values())
        .allMatch(value -> value > 115);
    assertThat(course(truth.patient(), "consciousness", from, from + 1)).containsEntry(from, 1.0);
    assertThat(course(truth.patient(), "consciousness", truth.over(), truth.over() + 1))
        .containsEntry(truth.over(), 0.0);
  }

  @Test
  void round_betweenSchedules_observesEveryPatientAsTheyAre() {
    Truth truth = truths(Scenario.SEPSIS).get(0);

    List<OutgoingReading> found = flat(ward.round(truth.worst() + 7));

    assertThat(found).hasSize(2 * BEDS);
    assertThat(found)
        .filteredOn(one -> truth.patient().equals(one.patient()))
        .extracting(one -> one.value().intValue())
        .containsExactly(1, 0);
  }

  @Test
  void contexts_areOfTheDemoAndExpectWhatIsSent() {
    List<PatientContext> contexts = ward.contexts();

    assertThat(contexts).hasSize(BEDS);
    assertThat(contexts).allMatch(one -> one.origin() == PatientContext.Origin.DEMO);
    assertThat(contexts).extracting(PatientContext::bed).doesNotHaveDuplicates();
    assertThat(contexts.get(0).plan().items())
        .extracting(PatientContext.MonitoringPlan.Item::vital)
        .containsExactlyInAnyOrderElementsOf(
            flat(ward.round(START)).stream()
                .limit(2)
                .map(OutgoingReading::vital)
                .collect(
                    Collectors.collectingAndThen(
                        Collectors.toCollection(ArrayList::new),
                        vitals -> {
                          for (Signal signal : Signal.values()) {
                            vitals.add(signal.vital().id());
                          }
                          return vitals;
                        })));
  }

  @Test
  void ward_withoutPatients_isRefused() {
    assertThatThrownBy(() -> new SimulatedWard(1, 0, START))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("0 patients, expected 1 to 999");
  }

  /** Two ways to the same answer: the list of all truths, and what is going on at a second. */
  @Property(tries = 60)
  void schedule_askedForOnePatient_agreesWithTheListOfAll(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 40) int patients,
      @ForAll @IntRange(max = 40_000) int after) {
    Schedule schedule = new Schedule(seed, patients, START);
    List<String> ids = IntStream.range(0, patients).mapToObj(i -> "p" + i).toList();
    long second = START + after;
    List<Truth> all = schedule.between(START, second + 1, ids);

    for (int patient = 0; patient < patients; patient++) {
      String id = ids.get(patient);
      List<Truth> own = all.stream().filter(truth -> truth.patient().equals(id)).toList();
      Truth latest = own.isEmpty() ? null : own.get(own.size() - 1);
      assertThat(schedule.latest(patient, id, second)).isEqualTo(latest);
      for (int i = 1; i < own.size(); i++) {
        assertThat(own.get(i).onset()).isGreaterThanOrEqualTo(own.get(i - 1).over());
      }
    }
  }
}
