package dev.vigil.app.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.failure.VigilException;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Of which alerts {@code bench latency} speaks, and that none is missing or twice. */
class CrossingsTest {
  /** A millisecond, in nanoseconds. */
  private static final long TICK = 1_000_000;

  private final Crossings crossings = new Crossings();

  @Test
  void alert_countsFromWhenItsReadingWasDue_andOthersDont() throws Exception {
    // given
    crossings.due("ann", 5 * TICK);
    crossings.due("bob", 7 * TICK);

    // when
    crossings.heard(transition("ann", "body-temperature-high", Cause.RAISED), 6 * TICK);
    crossings.heard(transition("ann", "heart-rate-extreme", Cause.RAISED), 25 * TICK);
    crossings.heard(transition("bob", "heart-rate-extreme", Cause.RAISED), 17 * TICK);
    crossings.heard(transition("bob", "heart-rate-extreme", Cause.CLEARED), 18 * TICK);

    // then
    assertThat(crossings.take()).extracting(Arrival::millis).containsExactly(20.0, 10.0);
    assertThat(crossings.take()).isEmpty();
    crossings.requireOneEach();
  }

  @Test
  void alertThatIsToldTwice_isFound() {
    // given
    crossings.due("ann", 0);
    crossings.heard(transition("ann", "heart-rate-extreme", Cause.RAISED), TICK);

    // when
    crossings.heard(transition("ann", "heart-rate-extreme", Cause.RAISED), 2 * TICK);

    // then
    assertThatThrownBy(crossings::requireOneEach).isInstanceOf(VigilException.class);
  }

  @Test
  void alertThatNobodyAskedFor_isFound() {
    crossings.heard(transition("eve", "heart-rate-abnormal", Cause.RAISED), TICK);

    assertThatThrownBy(crossings::requireOneEach).isInstanceOf(VigilException.class);
  }

  @Test
  void percentile_isTheLeastThatItsShareDoesNotExceed() {
    List<Arrival> hundred =
        LongStream.rangeClosed(1, 100)
            .mapToObj(millis -> new Arrival(Priority.HIGH, millis * TICK))
            .toList();

    assertThat(Arrival.percentile(hundred, 0.99)).isEqualTo(99);
    assertThat(Arrival.percentile(hundred, 1)).isEqualTo(100);
    assertThat(Arrival.percentile(hundred, 0.5)).isEqualTo(50);
  }

  @Test
  void highFirst_countsPairs() {
    Arrival early = new Arrival(Priority.HIGH, 1);
    Arrival late = new Arrival(Priority.HIGH, 3);
    Arrival medium = new Arrival(Priority.MEDIUM, 2);

    assertThat(Arrival.highFirst(List.of(early, medium, late))).isEqualTo(0.5);
    assertThat(Arrival.highFirst(List.of(early, medium))).isEqualTo(1);
  }

  private static AlertTransition transition(String patient, String rule, Cause cause) {
    return new AlertTransition(
        "a-" + patient,
        1,
        patient,
        Origin.TRAINING,
        "w",
        "b",
        rule,
        AlertTransition.Kind.LIMIT,
        AlertTransition.State.ACTIVE,
        Priority.HIGH,
        cause,
        0,
        0,
        null,
        "a test",
        new Evidence(List.of(), null, null, null, "a test"));
  }
}
