package dev.vigil.dashboard.models;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.BacktestProof;
import dev.vigil.schemas.LedgerEntry.Action;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who becomes live, on which proof or reason: for all, or for a share of the patients. */
class PromotionTest extends RegisteredModels {
  @Test
  void promotion_withoutProof_takesAReason() {
    deployed("1");

    assertRefused(409, "no proof of a backtest", () -> promote("1", null, null, null));
    Change change = promote("1", null, "first weeks are over", null);

    assertThat(change.entry().action()).isEqualTo(Action.LIVE);
    assertThat(change.entry().because()).isEqualTo("first weeks are over");
    assertThat(change.entry().proof()).isNull();
    assertThat(change.entry().holdsFrom()).isEqualTo(NOW + 15);
    assertThat(promote("1", null, null, null)).isEqualTo(new Change(change.entry(), false));
  }

  @Test
  void promotion_withAProof_keepsIt_andTheNextOneStandsOnItToo() {
    // given
    String id = deployed("1");
    BacktestProof proof = Backtests.proof(version("1"), id, 0.5);

    // when
    Change canary = promote("1", 10, null, proof);
    Change all = promote("1", null, null, null);

    // then
    assertThat(canary.entry().percent()).isEqualTo(10);
    assertThat(canary.entry().proof()).isEqualTo(proof.hash());
    assertThat(canary.entry().because()).isEqualTo("promoted on its proof");
    assertThat(all.entry().proof()).isEqualTo(proof.hash());
    assertThat(models.show(version("1"), null).proof()).isNull();
    now += 60;
    assertThat(models.show(version("1"), null).proof()).isEqualTo(proof);
  }

  @Test
  void promotion_withAFailedGate_takesAReason_andKeepsTheFailedProof() {
    String id = deployed("1");
    BacktestProof failed = Backtests.proof(version("1"), id, 2.5);

    assertRefused(
        409,
        "the backtest failed: alerts per patient-day is 2.5, the limit is 1.0",
        () -> promote("1", null, null, failed));
    Change change = promote("1", null, "the ward asked for it", failed);

    assertThat(change.entry().proof()).isEqualTo(failed.hash());
    assertThat(change.entry().because()).isEqualTo("the ward asked for it");
  }

  @Test
  void promotion_withTheProofOfSomethingElse_isRefusedWhateverTheReason() {
    String id = deployed("1");
    BacktestProof ofOther = Backtests.proof(version("2"), id, 0.5);
    BacktestProof ofOtherBundle = Backtests.proof(version("1"), "0".repeat(64), 0.5);

    assertRefused(409, "the proof is of", () -> promote("1", null, "because", ofOther));
    assertRefused(409, "the proof is of", () -> promote("1", null, "because", ofOtherBundle));
    assertThat(log.entries()).hasSize(1);
  }

  @Test
  void promotion_ofWhatIsUnknownOrRetiredOrBehind_isRefused() {
    String id = deployed("1");
    deployed("2");
    models.retire(version("2"), USUAL, BY);

    assertRefused(404, "no version heart-disease:9", () -> promote("9", null, "b", null));
    assertRefused(409, "heart-disease:2 is retired", () -> promote("2", null, "b", null));
    health = Map.of(id, new ModelJobs.Health("scoring-1", "RUNNING", "", 61L));
    assertRefused(409, "scoring-1 is RUNNING, 61 s behind", () -> promote("1", null, "b", null));
    health = Map.of(id, new ModelJobs.Health("scoring-1", "GIVEN_UP", "damaged", 1L));
    assertRefused(409, "scoring-1 is GIVEN_UP", () -> promote("1", null, "b", null));
    health = Map.of("other", new ModelJobs.Health("scoring-2", "RUNNING", "", 1L));
    assertRefused(409, "it has no job yet", () -> promote("1", null, "b", null));
  }

  @Test
  void canary_besideAnother_orOfTheLiveVersion_isRefused() {
    deployed("1");
    deployed("2");
    deployed("3");
    promote("1", null, "b", null);
    promote("2", 20, "b", null);

    assertRefused(409, "heart-disease:1 is live for all", () -> promote("1", 10, "b", null));
    assertRefused(409, "heart-disease:2 is live for 20 %", () -> promote("3", 10, "b", null));
    assertRefused(409, "heart-disease:2 is live for 20 %", () -> promote("3", null, "b", null));
    assertRefused(409, "heart-disease:2 is live for 20 %", () -> promote("1", null, "b", null));
    assertThat(promote("2", 50, "b", null).entry().percent()).isEqualTo(50);
  }
}
