package dev.vigil.bench.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.vigil.bench.paired.Comparison;
import dev.vigil.bench.paired.Cost;
import dev.vigil.bench.paired.Meter;
import dev.vigil.bench.paired.ThreadMeter;
import dev.vigil.bench.paired.Work;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.scores.Model;
import dev.vigil.models.training.XgboostLearner;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import java.util.List;
import org.junit.jupiter.api.Test;

class ScoringBenchTest {
  private final DrawnRows rows = new DrawnRows();

  @Test
  void forest_hasTheSameScoresServedByUsAsByTribuo() {
    assertThat(ScoringBench.forest(rows).check().holds()).isTrue();
  }

  @Test
  void boostedTrees_haveTheSameScoresServedByUsAsByTribuo() {
    needsXgboost();

    assertThat(ScoringBench.xgboost(rows).check().holds()).isTrue();
    assertThat(ScoringBench.explanation(rows).check().holds()).isTrue();
    assertThat(ScoringBench.shapley(rows).check().holds()).isTrue();
  }

  /** Times and bytes are told by side: those that are called ours have to be ours. */
  @Test
  void ours_isTheSideThatVigilServes() {
    Comparison<Double> forest = ScoringBench.forest(rows);

    assertThat(allocated(forest.ours().get())).isLessThan(allocated(forest.baseline().get()));
  }

  /** Bytes of its second result; with the first, classes are loaded. */
  private static long allocated(Work<Double> work) {
    Meter meter = ThreadMeter.ofThisJvm();
    Double first = work.once();
    Cost before = meter.read();
    Double second = work.once();
    long bytes = meter.read().minus(before).bytes();
    assertThat(List.of(first, second)).allMatch(Double::isFinite);
    return bytes;
  }

  @Test
  void bundle_scoresAndExplainsEveryVector() throws Exception {
    needsXgboost();
    Model model = Bundles.open(GrownModel.bundle(rows)).get(0);

    Score score = model.score(rows.vector(3), new OutputNumber(1, 2, 3));

    assertThat(score.outcome()).isEqualTo(Score.Outcome.SCORE);
    assertThat(score.contributions()).hasSize(8);
  }

  private static void needsXgboost() {
    assumeThat(
            XgboostLearner.isAvailable()
                || Boolean.parseBoolean(System.getenv("VIGIL_REQUIRE_SERVICES")))
        .as("left out: XGBoost's native library can't be loaded")
        .isTrue();
  }
}
