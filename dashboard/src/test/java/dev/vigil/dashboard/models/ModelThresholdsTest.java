package dev.vigil.dashboard.models;

import static dev.vigil.dashboard.models.TinyBundles.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.models.bundles.Bundles;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.LedgerEntry.Action;
import dev.vigil.schemas.fold.Ticks.World;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Entries of an earlier Vigil, which wrote no thresholds into the ledger. */
class ModelThresholdsTest {
  private static final long NOW = 1_000_000;
  private static final String PROOF = "5".repeat(64);

  private long now = NOW;
  private final InMemoryModelLog log = new InMemoryModelLog(() -> now);
  private final ModelRegistry models = log.registry(World.REAL_TIME, InMemoryModelLog.allRun());

  @Test
  void liveVersions_areGivenTheThresholdsOfTheirBundles_once() {
    // given
    String id = earlier("1", Action.LIVE, null);
    log.append(entry("lost", "1", "0".repeat(64), Action.LIVE, null));
    byte[] scores = Bundles.clinicalScores();
    log.store(scores);
    log.append(entry("news2", "2017.1", Bundles.id(scores), Action.LIVE, null));

    // when
    List<Change> said = models.stateThresholds();
    List<Change> again = models.stateThresholds();

    // then
    assertThat(said)
        .containsExactly(
            new Change(
                new LedgerEntry(
                    MODEL,
                    "1",
                    id,
                    Action.LIVE,
                    NOW + 15,
                    "vigil",
                    "the ledger lacked the threshold of its bundle",
                    PROOF,
                    null,
                    null,
                    0.5),
                true));
    assertThat(again).isEmpty();
    assertThat(standings()).contains("heart-disease:1 LIVE 100", "news2:2017.1 LIVE 100");
  }

  @Test
  void canary_keepsItsShareAndTheLiveVersionBesideIt() {
    earlier("1", Action.LIVE, null);
    earlier("2", Action.CANARY, 20);

    List<Change> said = models.stateThresholds();

    assertThat(said).extracting(change -> change.entry().version()).containsExactly("2");
    assertThat(said.get(0).entry().threshold()).isEqualTo(0.5);
    assertThat(standings()).containsExactly("heart-disease:1 LIVE 80", "heart-disease:2 CANARY 20");
    // the other one's is said with the next decision about it
    Change back = models.rollback(MODEL, new Rollback("2", null), "anna");
    assertThat(back.entry().threshold()).isEqualTo(0.5);
  }

  @Test
  void shadow_isGivenItsThresholdWhenItIsPromoted() {
    earlier("1", Action.SHADOW, null);
    ModelVersion version = new ModelVersion(MODEL, "1");

    List<Change> said = models.stateThresholds();
    Change promoted = models.promote(version, new Promotion(null, "because", null), "anna");

    assertThat(said).isEmpty();
    assertThat(promoted.entry().threshold()).isEqualTo(0.5);
    assertThat(models.retire(version, new Reason("test"), "anna").entry().threshold()).isNull();
  }

  /** A version whose entry says no threshold. */
  private String earlier(String version, Action action, Integer percent) {
    byte[] bundle = TinyBundles.version(version);
    log.store(bundle);
    log.append(entry(MODEL, version, Bundles.id(bundle), action, percent));
    return Bundles.id(bundle);
  }

  private static LedgerEntry entry(
      String model, String version, String bundle, Action action, Integer percent) {
    return new LedgerEntry(
        model, version, bundle, action, Long.MIN_VALUE, "vigil", "of old", PROOF, percent, null);
  }

  /** A minute on. */
  private List<String> standings() {
    now += 60;
    return models.list(null).versions().stream()
        .map(is -> is.model() + ":" + is.version() + " " + is.state() + " " + is.percent())
        .toList();
  }
}
