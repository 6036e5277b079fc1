package dev.vigil.ingest;

import static dev.vigil.ingest.Wards.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.ingest.Verdict.Kind;
import dev.vigil.schemas.PatientContext.DeviceAssignment;
import dev.vigil.schemas.Rejected;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;

/** An intake before a log in memory, and four patients; after each test its books balance. */
abstract class IntakeOfAWard {
  final FakePatientLog log = new FakePatientLog(3);
  final FakeRejectedLog rejected = new FakeRejectedLog();

  final PatientIndex patients =
      Wards.ready(
          Wards.admitted("ann", new DeviceAssignment("mon-1", NOW - 3600, NOW - 60)),
          Wards.admitted(
              "bob",
              new DeviceAssignment("mon-1", NOW - 60, null),
              new DeviceAssignment("mon-2", 0, null)),
          Wards.admitted("cem", new DeviceAssignment("mon-2", 0, null)),
          Wards.discharged("dan", NOW - 600));

  final IntakeCounts counts = new IntakeCounts();
  IntakeLimits limits = IntakeLimits.DEFAULT;
  Intake intake = intake();

  final Intake intake() {
    return new Intake(log, patients, rejected, () -> NOW, counts, limits);
  }

  @AfterEach
  void theBooksBalance() {
    log.release();

    assertThat(counts.received())
        .isEqualTo(
            counts.of(Kind.ACCEPTED)
                + counts.of(Kind.DUPLICATE)
                + counts.of(Kind.REJECTED)
                + counts.of(Kind.REFUSED));
    assertThat(intake.messagesInFlight()).isZero();
    assertThat(intake.bytesInFlight()).isZero();
  }

  void assertRejected(Verdict verdict, String reason) {
    assertThat(verdict.kind()).isEqualTo(Kind.REJECTED);
    assertThat(verdict.reason().code()).isEqualTo(reason);
    assertThat(verdict.detail()).isNotBlank();
    assertThat(verdict.fix()).isNotBlank();
    assertThat(log.readings()).isEmpty();
    assertThat(rejected.kept()).extracting(Rejected::reason).containsExactly(reason);
  }

  Verdict only(String json) {
    List<Verdict> verdicts = accept(json).join().each();
    assertThat(verdicts).hasSize(1);
    return verdicts.get(0);
  }

  CompletableFuture<Verdicts> accept(String json) {
    return intake.accept(new Message("test", json.getBytes(UTF_8), ReadingMessages.JSON));
  }

  static String reading(String patient, String vital, String value, String unit, String measured) {
    return "{'patient':'%s','vital':'%s','value':%s,'unit':%s,'measured':%s}"
        .formatted(patient, vital, value, unit, measured)
        .replace('\'', '"');
  }
}
