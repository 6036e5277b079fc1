package dev.vigil.simulator.ward;

import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.DeviceAssignment;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.PatientContext.Sex;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import dev.vigil.simulator.OutgoingReading;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** One patient of the ward: who they are, and what is measured of them at any second. */
final class SimulatedPatient {
  private static final String NURSE = "nurse-sim";
  private static final VitalSign CONSCIOUSNESS = VitalSigns.catalogue().get("consciousness");
  private static final VitalSign OXYGEN_DEVICE = VitalSigns.catalogue().get("oxygen-device");
  private static final int DAY = 86_400;

  /** The body's afternoon peak, 17:00 UTC. */
  private static final int PEAK = 17 * 3600;

  /** A single reading gets lost this often. */
  private static final double LOST = 1.0 / 400;

  /** The patient moves this often in each stretch of {@value #STRETCH} s. */
  private static final double MOVES = 1.0 / 150;

  private static final int STRETCH = 10;
  private static final int MOVEMENT = 2;

  private final Bed at;
  private final String id;
  private final String device;
  private final int age;
  private final Sex sex;
  private final Noise noise;
  private final Map<Signal, Double> baseline = new EnumMap<>(Signal.class);

  /**
   * Where a patient lies.
   *
   * @param id pseudonymous
   * @param device of the monitor
   */
  record Bed(String id, String device, String name, Origin origin) {
    static Bed ofDemo(int number) {
      return new Bed(
          String.format(Locale.ROOT, "demo-%03d", number),
          String.format(Locale.ROOT, "monitor-%03d", number),
          String.format(Locale.ROOT, "%02d", number),
          Origin.DEMO);
    }
  }

  SimulatedPatient(Bed at, Noise noise) {
    this.at = at;
    this.noise = noise;
    id = at.id();
    device = at.device();
    Noise person = noise.child(-1);
    age = 22 + (int) (person.uniform(0) * 70);
    sex = person.uniform(1) < 0.5 ? Sex.FEMALE : Sex.MALE;
    double older = (age - 22) / 70.0;
    double systolic = 112 + 16 * older + 5 * person.white(2);
    baseline.put(Signal.HEART_RATE, 74 - 4 * older + 3 * person.white(3));
    baseline.put(Signal.SPO2, 97.9 - older + 0.2 * person.white(4));
    baseline.put(Signal.RESPIRATORY_RATE, 14.5 + 1.2 * older + 0.5 * person.white(5));
    baseline.put(Signal.SYSTOLIC, Math.max(108, Math.min(140, systolic)));
    baseline.put(Signal.DIASTOLIC, 70 + 4 * older + 2.5 * person.white(6));
    baseline.put(Signal.TEMPERATURE, 36.8 - 0.2 * older + 0.08 * person.white(7));
  }

  String id() {
    return id;
  }

  PatientContext context(String ward, long admitted) {
    return new PatientContext(
        id,
        1,
        PatientContext.Status.ADMITTED,
        at.origin(),
        ward,
        at.name(),
        age,
        sex,
        false,
        1,
        Collections.emptySortedMap(),
        List.of(new DeviceAssignment(device, admitted, null)),
        plan(),
        admitted,
        null,
        "simulator",
        "simulated ward");
  }

  private static MonitoringPlan plan() {
    List<MonitoringPlan.Item> items = new ArrayList<>();
    for (Signal signal : Signal.values()) {
      items.add(new MonitoringPlan.Item(signal.vital().id(), 1, 29));
    }
    items.add(new MonitoringPlan.Item(CONSCIOUSNESS.id(), 3600, 1800));
    items.add(new MonitoringPlan.Item(OXYGEN_DEVICE.id(), 3600, 1800));
    return new MonitoringPlan(items, List.of());
  }

  /** What the monitor sends at this second; {@code truth} is what ails the patient, if anything. */
  List<OutgoingReading> measured(long second, @Nullable Truth truth, boolean artefacts) {
    List<OutgoingReading> readings = new ArrayList<>();
    Map<Signal, Double> real = real(second, truth);
    for (Signal signal : Signal.values()) {
      Noise own = noise.child(signal.ordinal());
      boolean silent =
          truth != null && truth.covers(second) && truth.scenario().silent().contains(signal);
      if (silent || own.child(1).uniform(second) < LOST) {
        continue;
      }
      double shown = real.getOrDefault(signal, 0.0) + signal.white() * own.white(second);
      if (isMoving(own, second)) {
        shown += signal.artefact();
      }
      if (artefacts) {
        OptionalDouble seen = Artefact.on(signal, shown, noise, second);
        if (seen.isEmpty()) {
          continue;
        }
        shown = seen.getAsDouble();
      }
      VitalSign vital = signal.vital();
      readings.add(
          OutgoingReading.ofDevice(device, vital.id(), signal.shown(shown), vital.unit(), second));
    }
    return readings;
  }

  /** What a perfect monitor would show. */
  private Map<Signal, Double> real(long second, @Nullable Truth truth) {
    Map<Signal, Double> real = new EnumMap<>(Signal.class);
    double day = StrictMath.cos(2 * Math.PI * (Math.floorMod(second, DAY) - PEAK) / DAY);
    baseline.forEach(
        (signal, usual) -> {
          double healthy =
              usual
                  + signal.circadian() * day
                  + signal.slow() * noise.child(signal.ordinal()).slow(second);
          real.put(
              signal,
              truth == null
                  ? healthy
                  : truth.scenario().at(signal, healthy, truth.severity(second)));
        });
    double systolic = real.getOrDefault(Signal.SYSTOLIC, 0.0);
    double diastolic = real.getOrDefault(Signal.DIASTOLIC, 0.0);
    // The usual estimate: the heart spends two thirds of a beat in diastole.
    real.put(Signal.MEAN, diastolic + (systolic - diastolic) / 3);
    return real;
  }

  private static boolean isMoving(Noise own, long second) {
    long stretch = Math.floorDiv(second, STRETCH);
    return Math.floorMod(second, STRETCH) < MOVEMENT && own.child(2).uniform(stretch) < MOVES;
  }

  /** What a nurse finds at this second. */
  List<OutgoingReading> observed(long second, @Nullable Truth truth) {
    int consciousness = 0;
    int oxygenDevice = 0;
    if (truth != null) {
      consciousness = truth.scenario().consciousness(truth.severity(second));
      oxygenDevice = truth.scenario().oxygenDevice(truth.severity(second));
    }
    return List.of(
        byNurse(CONSCIOUSNESS, consciousness, second),
        byNurse(OXYGEN_DEVICE, oxygenDevice, second));
  }

  private OutgoingReading byNurse(VitalSign vital, int code, long second) {
    return new OutgoingReading(
        id,
        null,
        vital.id(),
        BigDecimal.valueOf(code),
        vital.unit(),
        second,
        Reading.MANUAL,
        NURSE);
  }
}
