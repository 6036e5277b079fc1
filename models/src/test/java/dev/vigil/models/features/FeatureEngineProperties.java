package dev.vigil.models.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.models.features.FeatureOutput.Judged;
import dev.vigil.models.features.FeatureOutput.VectorOut;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.fold.FoldRunner;
import dev.vigil.schemas.fold.Patient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Without jqwik's edge cases: they are lists of one reading, and there are more than all tries. */
class FeatureEngineProperties {
  private static final String PATIENT = "p1";

  @Provide
  Arbitrary<List<Happening>> disorder() {
    return Happening.disorder();
  }

  @Provide
  Arbitrary<List<Happening>> hours() {
    return Happening.hours();
  }

  @Provide
  Arbitrary<List<Happening>> anyKind() {
    return Arbitraries.oneOf(Happening.disorder(), Happening.hours());
  }

  @Provide
  Arbitrary<List<Happening>> originalsOfHours() {
    return Happening.originalsOfHours();
  }

  @Provide
  Arbitrary<List<Happening>> originals() {
    return Happening.originals(900);
  }

  @Provide
  Arbitrary<List<Happening>> originalsOfDays() {
    return Happening.originals(40_000);
  }

  @Provide
  Arbitrary<List<Row>> rounds() {
    return Row.rounds();
  }

  @Property(tries = 10_000, edgeCases = EdgeCasesMode.NONE)
  void engine_underDisorder_equalsTheReferenceAfterEveryStep(
      @ForAll("disorder") List<Happening> happenings) {
    assertThat(new VitalTrial().apply(Happening.arrivals(happenings))).isEmpty();
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void engine_overHoursOfReadingsMinutesApart_equalsTheReferenceAfterEveryStep(
      @ForAll("hours") List<Happening> happenings) {
    assertThat(new VitalTrial().apply(Happening.arrivals(happenings))).isEmpty();
  }

  @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
  void vectors_ofAPatient_equalTheReferenceOverAllVitalSigns(@ForAll("rounds") List<Row> rows) {
    assertThat(new PatientTrial().apply(Row.records(rows))).isEmpty();
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void vectors_inAnyOrderOfArrival_endWithTheSameBytes(
      @ForAll("originals") List<Happening> happenings, @ForAll long seed) {
    // given
    List<Reading> inOrder = new ArrayList<>(distinct(happenings).values());
    long end = inOrder.get(inOrder.size() - 1).measured() + 10;
    List<Reading> shuffled = new ArrayList<>(inOrder);
    Collections.shuffle(shuffled, new Random(seed));

    // when
    byte[] expected = lastVector(inOrder, end);
    byte[] late = lastVector(shuffled, end);

    // then
    assertThat(late).isEqualTo(expected);
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void states_inAnyOrderWithinLateness_endWithTheSameBytes(
      @ForAll("originalsOfDays") List<Happening> happenings, @ForAll long seed) {
    assertSameStateInAnyOrder(happenings, seed);
  }

  @Property(tries = 1_000, edgeCases = EdgeCasesMode.NONE)
  void states_ofReadingsMinutesApartInAnyOrder_endWithTheSameBytes(
      @ForAll("originalsOfHours") List<Happening> happenings, @ForAll long seed) {
    assertSameStateInAnyOrder(happenings, seed);
  }

  private static void assertSameStateInAnyOrder(List<Happening> happenings, long seed) {
    // given
    Random random = new Random(seed);
    List<Reading> originals = new ArrayList<>(distinct(happenings).values());
    long end = originals.get(originals.size() - 1).measured() + 10;
    TreeMap<Long, List<Reading>> inTime = new TreeMap<>();
    TreeMap<Long, List<Reading>> late = new TreeMap<>();
    for (Reading reading : originals) {
      long stamp = Math.min(end, reading.measured() + random.nextInt(86_401));
      inTime.computeIfAbsent(reading.measured(), unseen -> new ArrayList<>()).add(reading);
      late.computeIfAbsent(stamp, unseen -> new ArrayList<>()).add(0, reading);
    }

    // when
    SortedMap<String, String> expected = stateAfter(inTime, end);
    SortedMap<String, String> afterLate = stateAfter(late, end);

    // then
    assertThat(afterLate).isEqualTo(expected);
  }

  /** A last reading of each vital sign lets each part settle what is due. */
  private static SortedMap<String, String> stateAfter(
      SortedMap<Long, List<Reading>> arrivals, long end) {
    InMemoryVitalParts parts = new InMemoryVitalParts();
    arrivals.forEach((stamp, readings) -> readings.forEach(one -> apply(one, stamp, parts)));
    for (String vital : List.of("heart-rate", "lactate", "consciousness")) {
      apply(Reading.of(vital, "last-look", end, 1), end, parts);
    }
    return States.written(parts);
  }

  private static void apply(Reading reading, long stamp, VitalParts parts) {
    String vital = reading.vital();
    VitalState state = VitalState.open(vital, FeatureCatalogue.instance().of(vital).scale(), parts);
    assertThat(state.apply(reading, stamp)).isEqualTo(Judgement.USED);
    state.save();
  }

  @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
  void duplicates_withinADay_changeNothing(
      @ForAll("originals") List<Happening> happenings, @ForAll long seed) {
    // given
    List<Reading> originals = new ArrayList<>(distinct(happenings).values());
    long end = originals.get(originals.size() - 1).measured() + 10;
    List<Reading> doubled = new ArrayList<>(originals);
    doubled.addAll(originals);
    Collections.shuffle(doubled, new Random(seed));

    // when
    byte[] expected = lastVector(originals, end);
    byte[] withDuplicates = lastVector(doubled, end);

    // then
    assertThat(withDuplicates).isEqualTo(expected);
    assertThat(judged(doubled, end))
        .isEqualTo(new Judged(originals.size() + 1, originals.size(), 0, 0, 0, 0, 0));
  }

  @Property(tries = 150, edgeCases = EdgeCasesMode.NONE)
  void fold_writtenAndReadAfterEveryStep_givesTheSameOutputs(
      @ForAll("anyKind") List<Happening> happenings) {
    // given
    List<Readings> arrivals = Happening.arrivals(happenings);

    // when
    List<String> kept = outputs(arrivals, new MemoryPatient());
    List<String> reread = outputs(arrivals, new MemoryPatient.Reread());
    List<String> copied = outputs(arrivals, new MemoryPatient.Copied());

    // then
    assertThat(reread).isEqualTo(kept);
    assertThat(copied).isEqualTo(kept);
  }

  private static Map<String, Reading> distinct(List<Happening> happenings) {
    Map<String, Reading> distinct = new LinkedHashMap<>();
    for (Readings arrival : Happening.arrivals(happenings)) {
      Reading r = arrival.readings().get(0);
      distinct.putIfAbsent(
          r.vital() + r.sensor() + r.measured(),
          Reading.of(r.vital(), r.sensor(), r.measured(), r.value()));
    }
    return distinct;
  }

  /** All readings come in together after the last was measured, one record each. */
  private static List<FeatureReplay.Entry> log(List<Reading> readings, long end) {
    List<FeatureReplay.Entry> log = new ArrayList<>();
    for (Reading reading : readings) {
      log.add(
          new FeatureReplay.Entry(
              log.size(), end, new Readings(PATIENT, end, "test", List.of(reading))));
    }
    Reading last = Reading.of("heart-rate", "mon-3", end, 700);
    log.add(
        new FeatureReplay.Entry(
            log.size(), end, new Readings(PATIENT, end, "test", List.of(last))));
    return log;
  }

  private static byte[] lastVector(List<Reading> readings, long end) {
    List<FeatureVector> vectors =
        FeatureReplay.vectors(FeatureSettings.PER_ROW, log(readings, end), end + 1);
    return LogCodec.encode(vectors.get(vectors.size() - 1));
  }

  private static Judged judged(List<Reading> readings, long end) {
    int[] counts = new int[2];
    int[] others = new int[1];
    FeatureReplay replay =
        new FeatureReplay(
            FeatureSettings.DEFAULT,
            (patient, number, output) -> {
              if (output instanceof Judged judged) {
                counts[0] += judged.used();
                counts[1] += judged.lateDuplicate();
                others[0] += judged.total() - judged.used() - judged.lateDuplicate();
              }
            });
    log(readings, end).forEach(replay::record);
    return new Judged(counts[0], counts[1], others[0], 0, 0, 0, 0);
  }

  private static List<String> outputs(List<Readings> arrivals, Patient<PatientFeatures> patient) {
    List<String> outputs = new ArrayList<>();
    FoldRunner<PatientFeatures, FeatureOutput> runner =
        new FoldRunner<>(new FeatureFold(FeatureSettings.DEFAULT));
    long offset = 0;
    for (Readings arrival : arrivals) {
      runner.record(
          patient,
          offset++,
          arrival.received(),
          arrival,
          (number, out) -> outputs.add(text(number, out)));
    }
    long end = arrivals.get(arrivals.size() - 1).received() + 200_000;
    runner.advance(patient, end, (number, out) -> outputs.add(text(number, out)));
    return outputs;
  }

  private static String text(OutputNumber number, FeatureOutput output) {
    return number
        + " "
        + (output instanceof VectorOut out
            ? new String(LogCodec.encode(out.vector()), StandardCharsets.UTF_8)
            : output);
  }
}
