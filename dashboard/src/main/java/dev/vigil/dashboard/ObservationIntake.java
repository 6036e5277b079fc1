package dev.vigil.dashboard;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where observations by a person go: the gateway's intake, which judges them as it does all. */
@FunctionalInterface
public interface ObservationIntake {
  /**
   * One value that a person observed.
   *
   * @param vital vital sign id
   * @param value in {@code unit}; of a coded observation the code's whole number
   * @param unit UCUM
   * @param measured when, whole seconds since the epoch
   * @param by who
   */
  record Observation(
      String patient, String vital, BigDecimal value, String unit, long measured, String by) {}

  /**
   * What became of one.
   *
   * @param verdict accepted, duplicate, rejected or refused; the first two are durable
   * @param reason a code; null of the first two, as {@code detail} and {@code fix}
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Answer(
      String verdict, @Nullable String reason, @Nullable String detail, @Nullable String fix) {
    /** Whether nothing is wrong with it and it wants to be sent again. */
    boolean isRefused() {
      return verdict.equals("refused");
    }
  }

  /** Takes what belongs together; the stage gives one answer each, in their order. */
  CompletionStage<List<Answer>> take(List<Observation> observations);
}
