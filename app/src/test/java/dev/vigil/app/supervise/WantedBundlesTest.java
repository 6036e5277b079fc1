package dev.vigil.app.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.LedgerEntry.Action;
import dev.vigil.schemas.fold.Ticks.World;
import org.junit.jupiter.api.Test;

class WantedBundlesTest {
  private static final long BEFORE_TIME = Long.MIN_VALUE;

  private final WantedBundles bundles = new WantedBundles(World.REAL_TIME);

  @Test
  void bundle_runsUntilTheInstantFromWhichItsLastModelIsRetired() {
    // given
    append("news2", Action.LIVE, "b1", BEFORE_TIME, 0);
    append("qsofa", Action.SHADOW, "b1", BEFORE_TIME, 0);

    // when
    append("news2", Action.RETIRED, "b1", 500, 100);
    append("qsofa", Action.RETIRED, "b1", 600, 100);

    // then
    assertThat(bundles.at(499).get("b1")).containsExactly("news2:1", "qsofa:1");
    assertThat(bundles.at(500).get("b1")).containsExactly("qsofa:1");
    assertThat(bundles.at(600)).isEmpty();
  }

  @Test
  void bundle_mayRunBeforeItsEntryHolds() {
    append("news2", Action.LIVE, "b1", 500, 100);

    assertThat(bundles.at(100)).containsOnlyKeys("b1");
  }

  @Test
  void retiredModel_thatIsToRunAgain_runs() {
    append("news2", Action.RETIRED, "b1", 500, 100);
    append("news2", Action.SHADOW, "b1", 900, 100);

    assertThat(bundles.at(600)).containsOnlyKeys("b1");
  }

  @Test
  void entriesOfOneInstant_holdInTheOrderOfTheLedger() {
    append("news2", Action.RETIRED, "b1", 500, 100);
    append("news2", Action.LIVE, "b1", 500, 101);
    append("qsofa", Action.LIVE, "b2", 500, 102);
    append("qsofa", Action.RETIRED, "b2", 500, 103);

    assertThat(bundles.at(500)).containsOnlyKeys("b1");
  }

  @Test
  void voidEntry_changesNothing() {
    // given
    append("news2", Action.LIVE, "b1", BEFORE_TIME, 0);

    // when
    var refused = bundles.append(entry("news2", Action.RETIRED, "b1", 500), 495);

    // then
    assertThat(refused.orElseThrow()).contains("news2:1 is void");
    assertThat(bundles.at(600)).containsOnlyKeys("b1");
  }

  private void append(String model, Action action, String bundle, long holdsFrom, long appended) {
    assertThat(bundles.append(entry(model, action, bundle, holdsFrom), appended)).isEmpty();
  }

  private static LedgerEntry entry(String model, Action action, String bundle, long holdsFrom) {
    return new LedgerEntry(model, "1", bundle, action, holdsFrom, "ann", "a test", null);
  }
}
