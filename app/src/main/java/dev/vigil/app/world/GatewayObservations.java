package dev.vigil.app.world;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.ObservationIntake;
import dev.vigil.ingest.Intake;
import dev.vigil.ingest.Message;
import dev.vigil.ingest.ReadingMessages;
import dev.vigil.ingest.Verdict;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Observations that people enter on a page, on the way that all readings take: one message to the
 * gateway's intake, so that they end up in one record, and in one vector.
 */
final class GatewayObservations implements ObservationIntake {
  private final Intake intake;

  GatewayObservations(Intake intake) {
    this.intake = requireNonNull(intake, "intake is null");
  }

  /** A reading as {@code reading-message.schema.json} has it. */
  record Sent(
      String patient,
      String vital,
      BigDecimal value,
      String unit,
      long measured,
      String sensor,
      String by) {
    static Sent of(Observation seen) {
      return new Sent(
          seen.patient(),
          seen.vital(),
          seen.value(),
          seen.unit(),
          seen.measured(),
          Reading.MANUAL,
          seen.by());
    }
  }

  @Override
  public CompletionStage<List<Answer>> take(List<Observation> observations) {
    byte[] body = Json.encode(observations.stream().map(Sent::of).toList());
    return intake
        .accept(new Message(Readings.BOARD, body, ReadingMessages.JSON))
        .thenApply(verdicts -> verdicts.each().stream().map(GatewayObservations::answer).toList());
  }

  private static Answer answer(Verdict verdict) {
    String reason = verdict.reason() == null ? null : verdict.reason().code();
    return new Answer(verdict.kind().wireName(), reason, verdict.detail(), verdict.fix());
  }
}
