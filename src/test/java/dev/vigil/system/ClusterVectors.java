package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.app.books.LogCount;
import java.time.Duration;

/**
 * The feature vectors of a cluster, and their scores.
 *
 * @param kafka bootstrap address of its broker
 */
record ClusterVectors(String kafka) {
  private static final Duration LOOK = Duration.ofMillis(500);

  /** Waits until there are so many more than now. */
  void awaitMore(int more) {
    try (LogCount log = LogCount.of(kafka)) {
      log.readToEnd();
      long before = log.vectors();
      await("vectors go on")
          .atMost(ComposedCluster.PATIENCE)
          .pollInterval(LOOK)
          .untilAsserted(
              () -> {
                log.readToEnd();
                assertThat(log.vectors()).isGreaterThanOrEqualTo(before + more);
              });
    }
  }

  /** Waits until each has one score of both versions of the model; there are more than so many. */
  void requireScoredOnce(int least) {
    try (LogCount log = LogCount.of(kafka)) {
      await("every vector is scored")
          .atMost(ComposedCluster.PATIENCE)
          .pollInterval(LOOK)
          .untilAsserted(
              () -> {
                log.readToEnd();
                assertThat(log.scoresOf(ClusterModels.CALM)).isEqualTo(log.vectors());
                assertThat(log.scoresOf(ClusterModels.BUILT_IN)).isEqualTo(log.vectors());
              });
      assertThat(log.vectors()).isGreaterThan(least);
    }
  }

  /** How many vectors there are once so much time is over. */
  static long after(LogCount log, Duration time) {
    long until = System.nanoTime() + time.toNanos();
    while (System.nanoTime() < until) {
      log.poll(Duration.ofMillis(100));
    }
    return log.vectors();
  }
}
