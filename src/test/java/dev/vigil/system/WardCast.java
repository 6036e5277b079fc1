package dev.vigil.system;

import dev.vigil.schemas.AlertTransition.Kind;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.PatientContext.Sex;
import dev.vigil.schemas.Priority;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Thirty made-up patients in every state that the pages can show. */
final class WardCast {
  static final int PATIENTS = 30;

  /** The two whose monitors are silent. */
  static final List<String> SILENT = List.of("p-4117", "p-4124");

  private static final int TRAIL_POINTS = 55;
  private static final int TRAIL_STEP = 10;

  private final SimulatedWard ward;
  private final Random random = new Random(7);
  private final Random trembling = new Random(42);

  WardCast(SimulatedWard ward) {
    this.ward = ward;
  }

  /** Fills the ward. */
  void enter() throws Exception {
    for (int i = 1; i <= PATIENTS; i++) {
      String patient = id(i);
      Sex sex = random.nextBoolean() ? Sex.FEMALE : Sex.MALE;
      ward.admit(patient, Integer.toString(i), 34 + random.nextInt(55), sex);
      live(patient, SILENT.contains(patient) ? ward.now() - 260 - i : ward.now(), story(i));
    }
    for (int i = 1; i <= PATIENTS; i++) {
      ward.score(id(i));
    }
    alerts();
  }

  static String id(int i) {
    return String.format(Locale.ROOT, "p-%d", 4100 + i);
  }

  /** Ten unremarkable minutes; what is deteriorating in {@code story} is left to it. */
  private void live(String patient, long end, Story story) {
    story.tell(patient);
    quiet(patient, "heart-rate", 62 + random.nextInt(26), 1.3, end);
    quiet(patient, "spo2", 96 + random.nextInt(4), 0.5, end);
    quiet(patient, "respiratory-rate", 13 + random.nextInt(6), 0.7, end);
    long cuff = end - random.nextInt(500);
    quiet(patient, "systolic-pressure", 114 + random.nextInt(30), 2, cuff);
    quiet(patient, "body-temperature", 36.4 + random.nextInt(9) / 10.0, 0.05, cuff);
    once(patient, "diastolic-pressure", 64 + random.nextInt(20), cuff);
    once(patient, "consciousness", 0, end - 600 - random.nextInt(9000));
    once(patient, "oxygen-device", 0, end - 600 - random.nextInt(9000));
  }

  private interface Story {
    void tell(String patient);
  }

  private void quiet(String patient, String vital, double value, double noise, long end) {
    if (!ward.has(patient, vital)) {
      trail(patient, vital, value + random.nextInt(3) - 1, value, noise, end);
    }
  }

  /** Ten minutes of trail that end in this value. */
  private void trail(String patient, String vital, double from, double to, double noise, long end) {
    for (int i = TRAIL_POINTS; i >= 0; i--) {
      double share = 1 - (double) i / TRAIL_POINTS;
      double bent = share * share * (3 - 2 * share);
      double value = from + (to - from) * bent + (i == 0 ? 0 : trembling.nextGaussian() * noise);
      double limited = vital.equals("spo2") ? Math.min(100, value) : value;
      double rounded =
          vital.equals("body-temperature") ? Math.round(limited * 10) / 10.0 : Math.round(limited);
      ward.reading(patient, vital, rounded, end - (long) i * TRAIL_STEP);
    }
  }

  private void once(String patient, String vital, double value, long at) {
    if (!ward.has(patient, vital)) {
      ward.reading(patient, vital, value, at);
    }
  }

  private Story story(int bed) {
    return switch (bed) {
      case 4 -> this::sepsis;
      case 8 -> this::fever;
      case 11 -> this::hypoxia;
      case 14 -> this::oxygen;
      case 19 -> patient -> trail(patient, "heart-rate", 84, 134, 2, ward.now());
      case 23 -> patient -> trail(patient, "heart-rate", 58, 44, 0.8, ward.now());
      case 27 -> patient -> trail(patient, "respiratory-rate", 17, 22, 0.6, ward.now());
      default -> patient -> {};
    };
  }

  private void sepsis(String patient) {
    trail(patient, "heart-rate", 94, 128, 1.5, ward.now());
    trail(patient, "respiratory-rate", 18, 27, 0.7, ward.now());
    trail(patient, "spo2", 96, 92, 0.5, ward.now());
    trail(patient, "systolic-pressure", 118, 89, 2, ward.now() - 40);
    ward.reading(patient, "diastolic-pressure", 48, ward.now() - 40);
    trail(patient, "body-temperature", 38.1, 39.3, 0.05, ward.now() - 70);
    ward.reading(patient, "lactate", 3.9, ward.now() - 2400);
    ward.reading(patient, "oxygen-device", 2, ward.now() - 500);
    ward.reading(patient, "oxygen-flow", 6, ward.now() - 500);
    ward.reading(patient, "consciousness", 1, ward.now() - 120);
  }

  private void hypoxia(String patient) {
    trail(patient, "spo2", 95, 87, 0.5, ward.now());
    trail(patient, "respiratory-rate", 18, 23, 0.6, ward.now());
    trail(patient, "heart-rate", 88, 104, 1.2, ward.now());
    ward.reading(patient, "oxygen-device", 1, ward.now() - 700);
    ward.reading(patient, "oxygen-flow", 4, ward.now() - 700);
  }

  private void fever(String patient) {
    trail(patient, "body-temperature", 37.6, 38.4, 0.05, ward.now() - 200);
    trail(patient, "heart-rate", 86, 97, 1.2, ward.now());
  }

  private void oxygen(String patient) {
    ward.reading(patient, "oxygen-device", 1, ward.now() - 900);
    ward.reading(patient, "oxygen-flow", 2, ward.now() - 900);
  }

  private void alerts() {
    limit(
        id(4),
        Priority.HIGH,
        "systolic-pressure",
        90,
        "Systolic blood pressure is below 90 mm[Hg]");
    limit(id(4), Priority.MEDIUM, "respiratory-rate", 24, "Respiratory rate is above 24 /min");
    limit(id(11), Priority.HIGH, "spo2", 88, "Oxygen saturation by pulse oximetry is below 88 %");
    limit(id(19), Priority.MEDIUM, "heart-rate", 130, "Heart rate is above 130 /min");
    limit(id(23), Priority.LOW, "heart-rate", 45, "Heart rate is below 45 /min");
    for (String patient : SILENT) {
      ward.raise(
          patient,
          Kind.UNMONITORED,
          Priority.LOW,
          "No heart rate comes, expected every 1 s",
          new Evidence(
              List.of(), null, null, ward.now() - 280, "Clears when Heart rate comes again"));
    }
  }

  private void limit(
      String patient, Priority priority, String vital, double limit, String because) {
    String back =
        because.replace("is below", "is at or above").replace("is above", "is at or below");
    Evidence evidence = ward.limit(patient, vital, limit, "Clears when " + back);
    ward.raise(patient, Kind.LIMIT, priority, because, evidence);
  }
}
