package dev.vigil.ingest;

import static dev.vigil.ingest.Wards.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.ingest.Verdict.Kind;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** While the log doesn't answer, the intake holds no more than its limits, and says how much. */
class IntakeLimitsTest {
  private static final int SIZE = reading(0).length;

  private final FakePatientLog log = new FakePatientLog(1);
  private final IntakeCounts counts = new IntakeCounts();

  @Test
  void messages_overTheLimit_areRefused_untilOneIsAnswered() {
    Intake intake = intake(new IntakeLimits(2, 1_000_000, 10, 10));
    log.hold();
    CompletableFuture<Verdicts> first = accept(intake, 1);
    CompletableFuture<Verdicts> second = accept(intake, 2);

    assertRefusedAtOnce(accept(intake, 3));

    assertThat(first).isNotDone();
    assertThat(second).isNotDone();
    log.release();
    assertThat(accept(intake, 3).join().count(Kind.ACCEPTED)).isEqualTo(1);
    assertThat(counts.of(Reason.OVERLOADED)).isEqualTo(1);
  }

  @Test
  void bytes_overTheLimit_areRefused_untilTheyAreAnswered() {
    Intake intake = intake(new IntakeLimits(100, 2L * SIZE, 10, 10));
    log.hold();
    CompletableFuture<Verdicts> first = accept(intake, 1);
    CompletableFuture<Verdicts> second = accept(intake, 2);

    assertRefusedAtOnce(accept(intake, 3));

    assertThat(first).isNotDone();
    assertThat(second).isNotDone();
    assertThat(intake.bytesInFlight()).isEqualTo(2L * SIZE);
    log.release();
    assertThat(accept(intake, 3).join().count(Kind.ACCEPTED)).isEqualTo(1);
  }

  @Test
  void oneMessage_isTakenHoweverLarge() {
    Intake intake = intake(new IntakeLimits(100, 1, 10, 10));

    assertThat(accept(intake, 1).join().count(Kind.ACCEPTED)).isEqualTo(1);
  }

  @Test
  void whatIsInHand_isMeasured() {
    SimpleMeterRegistry meters = new SimpleMeterRegistry();
    Intake intake = intake(new IntakeLimits(7, 1_000, 10, 10));
    intake.bindTo(meters);
    log.hold();
    CompletableFuture<Verdicts> inHand = accept(intake, 1);

    assertThat(inHand).isNotDone();
    assertThat(gauge(meters, "messages")).isEqualTo(1);
    assertThat(gauge(meters, "bytes")).isEqualTo(SIZE);
    assertThat(gauge(meters, "messages.limit")).isEqualTo(7);
    assertThat(gauge(meters, "bytes.limit")).isEqualTo(1_000);
    log.release();
    assertThat(gauge(meters, "messages")).isZero();
    assertThat(gauge(meters, "bytes")).isZero();
  }

  private static void assertRefusedAtOnce(CompletableFuture<Verdicts> answer) {
    assertThat(answer)
        .isCompletedWithValueMatching(
            verdicts -> verdicts.each().get(0).reason() == Reason.OVERLOADED, "refused at once");
  }

  private static double gauge(SimpleMeterRegistry meters, String what) {
    return meters.get("vigil.intake.in.hand." + what).gauge().value();
  }

  private Intake intake(IntakeLimits limits) {
    PatientIndex patients = Wards.ready(Wards.admitted("ann"));
    return new Intake(log, patients, new FakeRejectedLog(), () -> NOW, counts, limits);
  }

  private static CompletableFuture<Verdicts> accept(Intake intake, int earlier) {
    return intake.accept(new Message("test", reading(earlier), ReadingMessages.JSON));
  }

  private static byte[] reading(int earlier) {
    return "{\"patient\":\"ann\",\"vital\":\"spo2\",\"value\":97,\"unit\":\"%%\",\"measured\":%d}"
        .formatted(NOW - earlier)
        .getBytes(UTF_8);
  }
}
