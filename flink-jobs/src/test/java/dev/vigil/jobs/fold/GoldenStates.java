package dev.vigil.jobs.fold;

import static dev.vigil.jobs.LogRecords.START;

import dev.vigil.alerting.AlertFold;
import dev.vigil.alerting.AlertOutput;
import dev.vigil.alerting.PatientAlerts;
import dev.vigil.alerting.PatientAlertsCodec;
import dev.vigil.jobs.LogRecords;
import dev.vigil.models.features.FeatureHead;
import dev.vigil.models.features.FeatureHeadCodec;
import dev.vigil.models.features.VitalPart;
import dev.vigil.models.features.VitalPartCodec;
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
import dev.vigil.schemas.fold.InMemoryPatient;
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

  private GoldenStates() {}

  /**
   * A state and how it is kept.
   *
   * @param name of its file; a codec that keeps several kinds of state has one for each
   * @param made makes the state
   * @param goOn folds on with a state, and says what came of it
   */
  record Golden<T>(
      String name, BinaryCodec<T> kept, Supplier<T> made, Function<T, List<String>> goOn) {
    Golden(BinaryCodec<T> kept, Supplier<T> made, Function<T, List<String>> goOn) {
      this(kept.name(), kept, made, goOn);
    }

    String codec() {
      return kept.name();
    }

    String file() {
      return name + ".v" + kept.version() + ".bin";
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
            FeatureHeadCodec.INSTANCE, GoldenFeatures::head, GoldenFeatures::from),
        vitalPart("recent", GoldenFeatures.RECENT),
        vitalPart("block", GoldenFeatures.BLOCK),
        vitalPart("moved", GoldenFeatures.MOVED),
        vitalPart("baseline", GoldenFeatures.BASELINE),
        vitalPart("stay", GoldenFeatures.STAY),
        new Golden<PatientAlerts>(
            PatientAlertsCodec.INSTANCE, () -> alerts().state(), GoldenStates::alertsFrom),
        new Golden<Agenda>(
            AgendaCodec.INSTANCE, () -> alerts().agenda(), GoldenStates::alertsFrom));
  }

  private static Golden<VitalPart> vitalPart(String kind, String key) {
    return new Golden<>(
        VitalPartCodec.INSTANCE.name() + "-" + kind,
        VitalPartCodec.INSTANCE,
        () -> GoldenFeatures.part(key),
        part -> GoldenFeatures.from(key, part));
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
    return alertsFrom(alerts(state, alerts().agenda()));
  }

  private static List<String> alertsFrom(Agenda agenda) {
    return alertsFrom(alerts(alerts().state(), agenda));
  }

  private static InMemoryPatient<PatientAlerts> alerts(PatientAlerts state, Agenda agenda) {
    return new InMemoryPatient<>(() -> PatientAlerts.empty(PATIENT), state, agenda);
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
