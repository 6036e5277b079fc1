package dev.vigil.jobs.fold;

import static dev.vigil.jobs.LogRecords.START;

import dev.vigil.alerting.AlertFold;
import dev.vigil.alerting.AlertOutput;
import dev.vigil.alerting.PatientAlerts;
import dev.vigil.alerting.PatientAlertsCodec;
import dev.vigil.jobs.InMemoryPatient;
import dev.vigil.jobs.LogRecords;
import dev.vigil.models.features.FeatureFold;
import dev.vigil.models.features.FeatureHead;
import dev.vigil.models.features.FeatureHeadCodec;
import dev.vigil.models.features.FeatureOutput;
import dev.vigil.models.features.FeatureSettings;
import dev.vigil.models.features.InMemoryVitalStates;
import dev.vigil.models.features.PatientFeatures;
import dev.vigil.models.features.VitalState;
import dev.vigil.models.features.VitalStateCodec;
import dev.vigil.schemas.ContextChange;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.MonitoringPlan.Item;
import dev.vigil.schemas.PatientContext.Status;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.fold.Agenda;
import dev.vigil.schemas.fold.AgendaCodec;
import dev.vigil.schemas.fold.BinaryCodec;
import dev.vigil.schemas.fold.FoldRunner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.flink.core.memory.DataOutputSerializer;

/** One state of each kind that a job keeps, after a log that is always the same. */
final class GoldenStates {
  private static final String PATIENT = "p-1";
  private static final int RECORDS = 400;
  private static final MonitoringPlan PLAN =
      new MonitoringPlan(List.of(new Item("heart-rate", 60, 30)), List.of());

  private static final FoldRunner<PatientFeatures, FeatureOutput> FEATURES =
      new FoldRunner<>(new FeatureFold(new FeatureSettings(60, false)));

  private GoldenStates() {}

  /**
   * A state and how it is kept.
   *
   * @param made makes the state
   * @param goOn folds on with a state, and says what came of it
   */
  record Golden<T>(BinaryCodec<T> kept, Supplier<T> made, Function<T, List<String>> goOn) {
    String codec() {
      return kept.name();
    }

    String file() {
      return kept.name() + ".v" + kept.version() + ".bin";
    }

    CodecSerializer<T> serializer() {
      return new CodecSerializer<>(kept);
    }

    T state() {
      return made.get();
    }

    byte[] bytes() {
      return bytes(state());
    }

    byte[] bytes(T state) {
      DataOutputSerializer out = new DataOutputSerializer(256);
      try {
        serializer().serialize(state, out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return out.getCopyOfBuffer();
    }

    List<String> continued(T state) {
      return goOn.apply(state);
    }

    @Override
    public String toString() {
      return file();
    }
  }

  static List<Golden<?>> all() {
    return List.of(
        new Golden<FeatureHead>(
            FeatureHeadCodec.INSTANCE,
            () -> features().state().head(),
            head -> featuresFrom(new PatientFeatures(head, new InMemoryVitalStates()))),
        new Golden<VitalState>(
            VitalStateCodec.INSTANCE,
            () -> features().state().vitals().get("heart-rate"),
            GoldenStates::featuresFrom),
        new Golden<PatientAlerts>(
            PatientAlertsCodec.INSTANCE, () -> alerts().state(), GoldenStates::alertsFrom),
        new Golden<Agenda>(
            AgendaCodec.INSTANCE, () -> alerts().agenda(), GoldenStates::alertsFrom));
  }

  private static InMemoryPatient<PatientFeatures> features() {
    InMemoryPatient<PatientFeatures> patient = new InMemoryPatient<>(PatientFeatures::new);
    for (int i = 0; i < RECORDS; i++) {
      FEATURES.record(patient, i, stamp(i), record(i), (number, output) -> {});
    }
    return patient;
  }

  private static List<String> featuresFrom(VitalState state) {
    PatientFeatures features = new PatientFeatures();
    features.vitals().put("heart-rate", state);
    return featuresFrom(features);
  }

  private static List<String> featuresFrom(PatientFeatures state) {
    List<String> outputs = new ArrayList<>();
    InMemoryPatient<PatientFeatures> patient = new InMemoryPatient<>(state, new Agenda());
    FEATURES.record(
        patient,
        RECORDS,
        stamp(RECORDS),
        heartRate(RECORDS),
        (number, output) -> outputs.add(number + " " + output));
    FEATURES.advance(
        patient, stamp(RECORDS) + 60, (number, output) -> outputs.add(number + " " + output));
    return outputs;
  }

  private static FoldRunner<PatientAlerts, AlertOutput> alertFold() {
    return new FoldRunner<>(new AlertFold(new FixedGovernance().timeline()));
  }

  private static InMemoryPatient<PatientAlerts> alerts() {
    InMemoryPatient<PatientAlerts> patient =
        new InMemoryPatient<>(() -> PatientAlerts.empty(PATIENT));
    FoldRunner<PatientAlerts, AlertOutput> runner = alertFold();
    for (int i = 0; i < RECORDS; i++) {
      runner.record(patient, i, stamp(i), record(i), (number, output) -> {});
    }
    return patient;
  }

  private static List<String> alertsFrom(PatientAlerts state) {
    return alertsFrom(new InMemoryPatient<>(state, alerts().agenda()));
  }

  private static List<String> alertsFrom(Agenda agenda) {
    return alertsFrom(new InMemoryPatient<>(alerts().state(), agenda));
  }

  /** The silence that follows. */
  private static List<String> alertsFrom(InMemoryPatient<PatientAlerts> patient) {
    List<String> outputs = new ArrayList<>();
    alertFold()
        .advance(
            patient, stamp(RECORDS) + 600, (number, output) -> outputs.add(number + " " + output));
    return outputs;
  }

  private static long stamp(int i) {
    return START + i;
  }

  private static PatientRecord record(int i) {
    return i == 0
        ? new ContextChange(LogRecords.context(PATIENT, 1, Status.ADMITTED, PLAN))
        : heartRate(i);
  }

  /** A heart rate that rises above every limit, with a correction and a withdrawal. */
  private static PatientRecord heartRate(int i) {
    Reading.Status status =
        i % 100 == 50
            ? Reading.Status.WITHDRAWN
            : i % 100 == 20 ? Reading.Status.CORRECTED : Reading.Status.FINAL;
    return LogRecords.readings(
        PATIENT,
        stamp(i),
        new Reading("heart-rate", "mon-1", stamp(i) - i % 7, 700 + 3L * i, status, 1, null));
  }
}
