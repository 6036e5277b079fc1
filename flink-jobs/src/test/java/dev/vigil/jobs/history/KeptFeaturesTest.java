package dev.vigil.jobs.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.jobs.FakeLedger;
import dev.vigil.models.bundles.BundleException;
import dev.vigil.schemas.LedgerEntry.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class KeptFeaturesTest {
  private static final String ALWAYS = "usual";
  private static final String DAMAGED = "damaged";

  private final FakeLedger ledger = new FakeLedger();
  private final List<String> opened = new ArrayList<>();
  private String damaged = DAMAGED;
  private long nanos;
  private final KeptFeatures kept =
      new KeptFeatures(new TreeSet<>(List.of(ALWAYS)), () -> ledger, this::features, () -> nanos);

  private SortedSet<String> features(String bundle) throws BundleException {
    opened.add(bundle);
    if (bundle.equals(damaged)) {
      throw new BundleException("damaged", "a byte is another");
    }
    return new TreeSet<>(
        Map.of("a", List.of("a1", "both"), "b", List.of("b1", "both")).get(bundle));
  }

  @Test
  void ledger_atEachInstant_namesTheFeaturesOfWhatIsLiveThen() {
    ledger.write("m", "1", "a", Action.LIVE, Long.MIN_VALUE);
    ledger.write("m", "2", "b", Action.SHADOW, 100);
    ledger.write("m", "2", "b", Action.LIVE, 200);
    ledger.write("m", "2", "b", Action.RETIRED, 300);

    TreeMap<Long, Set<String>> found = new TreeMap<>();
    List.of(99L, 100L, 199L, 200L, 299L, 300L).forEach(at -> found.put(at, kept.at(at)));

    assertThat(found.get(99L)).containsExactly("a1", "both", ALWAYS);
    assertThat(found.get(100L)).as("a shadow's are not kept").isEqualTo(found.get(99L));
    assertThat(found.get(199L)).isEqualTo(found.get(99L));
    assertThat(found.get(200L)).containsExactly("b1", "both", ALWAYS);
    assertThat(found.get(299L)).isEqualTo(found.get(200L));
    assertThat(found.get(300L)).containsExactly(ALWAYS);
    assertThat(opened).as("a bundle is opened once").containsExactly("a", "b");
  }

  @Test
  void model_thatIsDeployedLater_isFoundAtTheNextReading() {
    assertThat(kept.at(500)).containsExactly(ALWAYS);
    ledger.write("later", "1", "b", Action.LIVE, 450);
    assertThat(kept.at(500)).as("read once a request").containsExactly(ALWAYS);

    kept.readAgain();

    assertThat(kept.at(500)).containsExactly("b1", "both", ALWAYS);
    assertThat(ledger.reads).isEqualTo(2);
  }

  @Test
  void bundle_thatCantBeUsed_holdsUpNothing() {
    ledger.write("m", "1", DAMAGED, Action.LIVE, 0);
    ledger.write("n", "1", "a", Action.LIVE, 0);

    assertThat(kept.at(1)).containsExactly("a1", "both", ALWAYS);
  }

  @Test
  void bundle_thatCanBeUsedLater_isLookedUpAgain_butNotForEachRequest() {
    ledger.write("n", "1", "a", Action.LIVE, 0);
    damaged = "a";
    assertThat(kept.at(1)).containsExactly(ALWAYS);
    damaged = DAMAGED;
    kept.readAgain();
    nanos += TimeUnit.SECONDS.toNanos(59);
    assertThat(kept.at(1)).as("to look up is to read all bundles").containsExactly(ALWAYS);
    kept.readAgain();
    nanos += TimeUnit.SECONDS.toNanos(1);

    assertThat(kept.at(1)).containsExactly("a1", "both", ALWAYS);
    assertThat(opened).containsExactly("a", "a");
  }

  @Test
  void ledger_thatCantBeRead_isAnErrorAndReadTheNextTime() {
    ledger.write("m", "1", "a", Action.LIVE, 0);
    ledger.away = new IllegalStateException("away");

    assertThatThrownBy(() -> kept.at(1)).hasMessage("away");

    assertThat(kept.at(1)).contains("a1");
    kept.close();
    assertThat(ledger.closed).isTrue();
  }
}
