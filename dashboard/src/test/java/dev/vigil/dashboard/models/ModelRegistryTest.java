package dev.vigil.dashboard.models;

import static dev.vigil.dashboard.models.TinyBundles.MODEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.LedgerEntry.Action;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ModelRegistryTest extends RegisteredModels {
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
    assertThat(
            catchThrowableOfType(
                RefusedException.class, () -> models.upload(Bundles.id(same), same)))
        .extracting(RefusedException::remedy)
        .asString()
        .contains("with another --model-version");
    assertThat(models.upload(Bundles.id(other), other).versions()).hasSize(7);
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
}
