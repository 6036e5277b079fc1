package dev.vigil.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.Role;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.PatientContext.Sex;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.VitalSigns;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A process in which nothing runs but the real server, over wards whose patients are all measured
 * once a second, each in a tenth of the second of its own. What it is asked for on its standard
 * input, a line each, it answers with a line:
 *
 * <dl>
 *   <dt>{@code link PATH}, {@code link PATH WARD}
 *   <dd>a link that signs in once, to all wards or to one
 *   <dt>{@code raise INDEX}
 *   <dd>raises a high alert whose sentence ends with when it was raised (ms since 1970)
 *   <dt>{@code memory}
 *   <dd>bytes in use after a collection
 * </dl>
 */
final class BoardServer {
  private static final int PHASES = 10;
  private static final long PHASE_MILLIS = 1000 / PHASES;
  private static final Duration BEAT = Duration.ofSeconds(1);

  /** As long as the lines on the cards are: then what the server keeps grows no more. */
  private static final int PAST_SECONDS = 600;

  /** Less than a line's stretch. */
  private static final int PAST_STEP_SECONDS = 5;

  private static final List<Measured> MEASURED =
      List.of(
          new Measured("heart-rate", 60, 40, 0.5),
          new Measured("spo2", 94, 6, 0.1),
          new Measured("respiratory-rate", 12, 8, 0.2),
          new Measured("systolic-pressure", 110, 30, 0.5),
          new Measured("diastolic-pressure", 65, 15, 0.5),
          new Measured("body-temperature", 36, 2, 0.02));

  private final SimulatedWard ward = new SimulatedWard();
  private final List<String> patients = new ArrayList<>();
  private final Random random = new Random(11);
  private final Map<String, Integer> values = new HashMap<>();
  private final ScheduledExecutorService second = Executors.newSingleThreadScheduledExecutor();
  private long phases;

  private BoardServer() {}

  /**
   * A vital sign that wanders between two values, as a patient's at rest.
   *
   * @param restless how likely it is another one after a second
   */
  private record Measured(String vital, int low, int span, double restless) {}

  /**
   * Serves until standard input ends.
   *
   * @param args how many wards, how many beds each has, and as whose origin the patients are shown
   */
  public static void main(String[] args) throws Exception {
    BoardServer server = new BoardServer();
    Origin origin = Origin.valueOf(args[2]);
    server.fill(Integer.parseInt(args[0]), Integer.parseInt(args[1]), origin);
    server.measurePast();
    server.ward.start(BEAT);
    Future<?> measuring =
        server.second.scheduleAtFixedRate(
            server::measure, PHASE_MILLIS, PHASE_MILLIS, TimeUnit.MILLISECONDS);
    server.answer();
    measuring.cancel(false);
    server.second.shutdownNow();
    server.ward.close();
  }

  /** Name of a ward. */
  static String ward(int index) {
    return "W" + index;
  }

  private void fill(int wards, int beds, Origin origin) throws Exception {
    for (int i = 0; i < wards * beds; i++) {
      String patient = WardCast.id(i);
      String bed = Integer.toString(i % beds + 1);
      ward.admit(patient, origin, ward(i / beds), bed, 30 + i % 60, Sex.FEMALE);
      patients.add(patient);
      for (Measured measured : MEASURED) {
        ward.reading(patient, measured.vital, measured.low);
      }
      ward.score(patient);
    }
  }

  private void measurePast() {
    for (int second = 0; second < PAST_SECONDS; second++) {
      ward.tick();
      if (second % PAST_STEP_SECONDS == 0) {
        patients.forEach(this::measure);
      }
    }
  }

  /** Straight to what the pages show: the benchmark's own memory must not grow. */
  private void measure(String patient) {
    List<Reading> readings = MEASURED.stream().map(each -> reading(patient, each)).toList();
    ward.view.apply(new Readings(patient, ward.now(), "http", readings));
  }

  private void measure() {
    int phase = (int) (phases++ % PHASES);
    if (phase == 0) {
      ward.tick();
    }
    for (int i = phase; i < patients.size(); i += PHASES) {
      measure(patients.get(i));
    }
  }

  private Reading reading(String patient, Measured measured) {
    int value =
        values.merge(
            patient + measured.vital,
            measured.low + random.nextInt(measured.span),
            (before, first) -> wander(before, measured));
    long steps = VitalSigns.catalogue().get(measured.vital).toSteps(BigDecimal.valueOf(value));
    return new Reading(
        measured.vital, "mon-" + patient, ward.now(), steps, Reading.Status.FINAL, 1, null);
  }

  private int wander(int before, Measured measured) {
    int step = random.nextDouble() < measured.restless ? (random.nextBoolean() ? 1 : -1) : 0;
    return Math.max(measured.low, Math.min(measured.low + measured.span, before + step));
  }

  private void answer() throws Exception {
    BufferedReader asked = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line = asked.readLine(); line != null; line = asked.readLine()) {
      String[] words = line.split(" ", -1);
      // One thread at a time is at the ward.
      System.out.println(second.submit(() -> answer(words)).get());
    }
  }

  private String answer(String[] words) {
    return switch (words[0]) {
      case "link" ->
          words.length == 2
              ? ward.url(words[1])
              : ward.url(
                  words[1],
                  new Caller(SimulatedWard.NAME, Set.of(Role.CLINICIAN), Set.of(words[2])));
      case "raise" -> raise(patients.get(Integer.parseInt(words[1])));
      case "memory" -> Long.toString(memory());
      default -> throw new IllegalArgumentException("asked for " + words[0]);
    };
  }

  private String raise(String patient) {
    Evidence evidence = ward.limit(patient, "heart-rate", 130, "Clears when it is back inside");
    AlertTransition raised =
        ward.raise(
            patient,
            AlertTransition.Kind.LIMIT,
            Priority.HIGH,
            "Heart rate is above 130 /min, " + System.currentTimeMillis(),
            evidence);
    return raised.alert();
  }

  private static long memory() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}
