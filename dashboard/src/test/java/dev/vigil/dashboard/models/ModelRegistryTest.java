package dev.vigil.dashboard.models;

import static dev.vigil.dashboard.models.TinyBundles.MODEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.schemas.BacktestProof;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.LedgerEntry.Action;
import dev.vigil.schemas.fold.Ticks.World;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class ModelRegistryTest {
  private static final long NOW = 1_000_000;
  private static final String BY = "anna";
  private static final Reason USUAL = new Reason(null);
  private static final Reason WHY = new Reason("a test");

  private long now = NOW;
  private Map<String, ModelJobs.Health> health = Map.of();
  private final InMemoryModelLog log = new InMemoryModelLog(() -> now);
  private final ModelRegistry models =
      log.registry(
          World.REAL_TIME,
          bundles -> health.isEmpty() ? InMemoryModelLog.allRun().of(bundles) : health);

  @Test
  void bundle_isStoredOnce_andItsVersionIsDeployedOnce() throws Exception {
    // given
    byte[] bundle = TinyBundles.version("1");
    String id = Bundles.id(bundle);

    // when
    ModelRegistry.Uploaded first = models.upload(id, bundle);
    ModelRegistry.Uploaded second = models.upload(id, bundle);
    List<Change> deployed = models.deploy(id, USUAL, BY);
    List<Change> again = models.deploy(id, WHY, "bob");

    // then
    assertThat(first.stored()).isTrue();
    assertThat(second.stored()).isFalse();
    assertThat(first.versions()).containsExactly(MODEL + ":1");
    assertThat(log.stored()).isEqualTo(1);
    assertThat(deployed)
        .containsExactly(
            new Change(
                new LedgerEntry(
                    MODEL,
                    "1",
                    id,
                    Action.SHADOW,
                    NOW + 15,
                    BY,
                    "deployed",
                    null,
                    null,
                    null,
                    Bundles.riskThreshold(TinyBundles.version("1"))),
                true));
    assertThat(again).containsExactly(new Change(deployed.get(0).entry(), false));
    assertThat(log.entries()).hasSize(1);
  }

  @Test
  void bundle_thatCannotBeUsed_isRefusedByNameWithARemedy() {
    byte[] bundle = TinyBundles.version("1");
    byte[] cut = Arrays.copyOf(bundle, bundle.length / 2);

    assertRefused(400, "another SHA-256", () -> models.upload("00", bundle));
    assertRefused(400, "refused (damaged)", () -> models.upload(Bundles.id(cut), cut));
    assertRefused(404, "no bundle of this SHA-256", () -> models.deploy("00", USUAL, BY));
    assertThat(log.stored()).isZero();
  }

  @Test
  void anotherBundle_underANameThatIsKnown_isRefused_evenOnceThatIsRetired() {
    // given
    deployed("1");
    models.retire(version("1"), USUAL, BY);
    byte[] other = Bundles.clinicalScores();
    byte[] same = recalibrated("1");

    // then
    assertRefused(
        409, "is known already, from another bundle", () -> models.upload(Bundles.id(same), same));
    assertThat(models.upload(Bundles.id(other), other).versions()).hasSize(7);
  }

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

  @Test
  void rollback_bringsBackWhatWasLiveBefore_andARepeatedOneDoesNothingMore() {
    // given
    deployed("1");
    deployed("2");
    promote("1", null, "b", null);
    promote("2", null, "b", null);

    // when
    Change back = models.rollback(MODEL, new Rollback("2", null), BY);
    Change again = models.rollback(MODEL, new Rollback("2", null), BY);

    // then
    assertThat(back.entry().version()).isEqualTo("1");
    assertThat(back.entry().rolledBack()).isEqualTo("2");
    assertThat(back.entry().because()).isEqualTo("rolled back from 2");
    assertThat(again).isEqualTo(new Change(back.entry(), false));
    assertRefused(409, "nothing was live before", () -> rollback(null));
    assertRefused(409, "heart-disease:1 is live by now", () -> rollback("7"));
    assertRefused(
        404, "no model", () -> models.rollback("unheard-of", new Rollback(null, null), BY));
  }

  @Test
  void rollback_ofACanary_makesTheLiveVersionLiveForAll() {
    deployed("1");
    deployed("2");
    promote("1", null, "b", null);
    promote("2", 20, "b", null);

    Change back = rollback("2");

    assertThat(back.entry().version()).isEqualTo("1");
    now += 60;
    assertThat(models.list(null).versions())
        .extracting(v -> v.version() + " " + v.state() + " " + v.percent())
        .containsExactly("1 LIVE 100", "2 SHADOW null");
  }

  @Test
  void rollback_toARetiredVersion_isRefused() {
    deployed("1");
    deployed("2");
    promote("1", null, "b", null);
    promote("2", null, "b", null);
    models.retire(version("1"), USUAL, BY);

    assertRefused(409, "heart-disease:1, which was live before, is retired", () -> rollback(null));
  }

  @Test
  void retirement_ofALiveVersion_takesAReason_andIsRepeatedWithoutEffect() {
    deployed("1");
    promote("1", null, "b", null);

    assertRefused(409, "heart-disease:1 is live", () -> models.retire(version("1"), USUAL, BY));
    Change retired = models.retire(version("1"), WHY, BY);
    assertThat(models.retire(version("1"), USUAL, BY))
        .isEqualTo(new Change(retired.entry(), false));
    assertThat(models.deploy(retired.entry().bundle(), USUAL, BY).get(0).appended()).isTrue();
  }

  @Test
  void list_saysWhatIsAndWhatIsToCome_andOfThePastWhatWas() {
    deployed("1");
    assertThat(models.list(null).versions())
        .singleElement()
        .satisfies(
            version -> {
              assertThat(version.state()).isNull();
              assertThat(version.next()).hasSize(1);
              assertThat(version.job()).isNotNull();
            });
    now = NOW + 100;
    promote("1", 30, "b", null);
    now = NOW + 200;

    assertThat(models.list(null).versions().get(0).state()).isEqualTo(Action.CANARY);
    assertThat(models.list(null).versions().get(0).since()).isEqualTo(NOW + 115);
    assertThat(models.list(NOW + 14).versions()).isEmpty();
    VersionView before = models.list(NOW + 114).versions().get(0);
    assertThat(before.state()).isEqualTo(Action.SHADOW);
    assertThat(before.job()).isNull();
    assertThat(models.show(version("1"), NOW + 114).history()).hasSize(1);
    assertRefused(404, "no version", () -> models.show(version("9"), null));
  }

  @Test
  void entry_thatComesTooLateIntoTheLog_isReportedAsNotDone() {
    deployed("1");
    log.setLate(6);

    assertRefused(503, "so late that it is void", () -> promote("1", null, "b", null));
    log.setLate(0);
    assertThat(promote("1", null, "b", null).appended()).isTrue();
  }

  @Test
  void clockThatWasSetBack_neverPutsADecisionBeforeAnEarlierOne() {
    deployed("1");
    Change live = promote("1", null, "b", null);
    now -= 3_600;

    assertThat(models.retire(version("1"), WHY, BY).entry().holdsFrom())
        .isEqualTo(live.entry().holdsFrom());
  }

  private String deployed(String version) {
    byte[] bundle = TinyBundles.version(version);
    String id = Bundles.id(bundle);
    models.upload(id, bundle);
    models.deploy(id, USUAL, BY);
    return id;
  }

  private static byte[] recalibrated(String version) {
    return TinyBundles.version(version, 0.25);
  }

  private Change promote(String version, Integer percent, String because, BacktestProof proof) {
    return models.promote(version(version), new Promotion(percent, because, proof), BY);
  }

  private Change rollback(String from) {
    return models.rollback(MODEL, new Rollback(from, null), BY);
  }

  private static ModelVersion version(String version) {
    return new ModelVersion(MODEL, version);
  }

  private static void assertRefused(int status, String error, ThrowingCallable call) {
    assertThatThrownBy(call)
        .hasMessageContaining(error)
        .asInstanceOf(type(RefusedException.class))
        .satisfies(
            refused -> {
              assertThat(refused.kind().status()).isEqualTo(status);
              assertThat(refused.remedy()).isNotBlank();
            });
  }
}
