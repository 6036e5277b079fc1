package dev.vigil.schemas.ledger;

import static dev.vigil.schemas.ledger.Entries.MODEL;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.LedgerEntry.Action;
import dev.vigil.schemas.fold.Ticks.World;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;

class ModelLedgerTest {
  private static final List<String> PATIENTS =
      IntStream.range(0, 40).mapToObj(i -> "p-" + i).toList();

  private final ModelLedger ledger = new ModelLedger(World.RECORDED);

  @Test
  void canary_isLiveForItsShare_andTheFormerVersionForTheOthers() {
    // given
    take(Entries.live("1", 10), Entries.shadow("2", 20), Entries.canary("2", 30, 30));

    // then
    assertThat(patientsOf("2", 29)).isEmpty();
    assertThat(patientsOf("2", 30)).hasSizeBetween(4, 20);
    assertThat(patientsOf("1", 30)).hasSize(PATIENTS.size() - patientsOf("2", 30).size());
    assertThat(state("1", 30)).isEqualTo(Action.LIVE);
    assertThat(ledger.acting(30)).extracting(VersionStanding::version).containsExactly("1", "2");
  }

  @Test
  void promotionForAll_endsTheCanaryAndTheFormerVersion() {
    take(Entries.live("1", 10), Entries.canary("2", 30, 30), Entries.live("2", 40));

    assertThat(patientsOf("2", 40)).isEqualTo(PATIENTS);
    assertThat(state("1", 40)).isEqualTo(Action.SHADOW);
    assertThat(ledger.at(MODEL, 40).versions().get("1").since().holdsFrom()).isEqualTo(40);
  }

  @Test
  void rollback_ofACanary_bringsBackTheLiveVersionForAll() {
    take(Entries.live("1", 10), Entries.live("2", 20), Entries.canary("3", 30, 30));
    assertThat(former(30)).contains("2");

    take(Entries.rollback("2", "3", 40));

    assertThat(patientsOf("2", 40)).isEqualTo(PATIENTS);
    assertThat(former(40)).contains("1");
  }

  @Test
  void rollbacks_goBackOneByOne_andNeverToWhatWasRolledBack() {
    take(Entries.live("1", 10), Entries.live("2", 20), Entries.live("3", 30));
    assertThat(former(30)).contains("2");
    take(Entries.rollback("2", "3", 40));
    assertThat(former(40)).contains("1");
    take(Entries.rollback("1", "2", 50));
    assertThat(former(50)).isEmpty();
    assertThat(patientsOf("1", 50)).isEqualTo(PATIENTS);
  }

  @Test
  void version_thatIsPromotedAgain_isGoneBackFromToTheOneItReplaced() {
    take(Entries.live("1", 10), Entries.live("2", 20), Entries.live("1", 30));

    assertThat(former(30)).contains("2");
  }

  @Test
  void retiredLiveVersion_leavesNobodyLive_butACanaryGoesOn() {
    take(Entries.live("1", 10), Entries.canary("2", 50, 20), Entries.retired("1", 30));

    assertThat(patientsOf("1", 30)).isEmpty();
    assertThat(patientsOf("2", 30)).isEqualTo(patientsOf("2", 20)).isNotEmpty();
  }

  @Test
  void entryThatComesTooLate_isVoidInRealTime() {
    ModelLedger real = new ModelLedger(World.REAL_TIME);

    assertThat(real.append(Entries.live("1", Long.MIN_VALUE), 100)).isEmpty();
    assertThat(real.append(Entries.canary("2", 10, 109), 100).orElseThrow())
        .startsWith("ledger entry of sepsis:2 is void: it was appended less than 10 s before");
    assertThat(real.append(Entries.canary("2", 10, 110), 100)).isEmpty();
    assertThat(real.append(Entries.live("3", Long.MIN_VALUE), 120)).isPresent();
  }

  /** Any ledger, against a reading of all its entries from the first for each question. */
  @Property(tries = 300, shrinking = ShrinkingMode.OFF)
  void liveVersion_isThatOfTheSlowReading(@ForAll long seed) {
    Random random = new Random(seed);
    ModelLedger read = new ModelLedger(World.RECORDED);
    List<LedgerEntry> entries = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      LedgerEntry entry = any(random, random.nextInt(8));
      entries.add(entry);
      assertThat(read.append(entry, 0)).isEmpty();
    }
    for (long instant = -1; instant < 9; instant++) {
      for (String patient : PATIENTS) {
        assertThat(read.at(MODEL, instant).liveFor(patient).map(VersionStanding::version))
            .as("live for %s at %d by %s", patient, instant, entries)
            .isEqualTo(slowly(entries, patient, instant));
      }
      ModelStanding standing = read.at(MODEL, instant);
      assertThat(standing.versions().values().stream().filter(VersionStanding::acts).count())
          .isLessThanOrEqualTo(2);
      assertThat(standing.lives()).doesNotHaveDuplicates();
    }
  }

  private static Optional<String> slowly(List<LedgerEntry> entries, String patient, long instant) {
    String live = null;
    String canary = null;
    int percent = 0;
    for (long second = 0; second <= instant; second++) {
      for (LedgerEntry entry : entries) {
        if (entry.holdsFrom() != second) {
          continue;
        }
        if (entry.version().equals(live)) {
          live = null;
        }
        if (entry.version().equals(canary) || entry.action() == Action.LIVE) {
          canary = null;
        }
        if (entry.action() == Action.LIVE) {
          live = entry.version();
        } else if (entry.action() == Action.CANARY) {
          canary = entry.version();
          percent = entry.percent();
        }
      }
    }
    boolean among = canary != null && CanaryShare.place(MODEL, patient) < percent;
    return Optional.ofNullable(among ? canary : live);
  }

  private static LedgerEntry any(Random random, long from) {
    String version = Integer.toString(1 + random.nextInt(3));
    return switch (random.nextInt(5)) {
      case 0 -> Entries.shadow(version, from);
      case 1 -> Entries.retired(version, from);
      case 2 -> Entries.canary(version, 1 + random.nextInt(99), from);
      case 3 -> Entries.rollback(version, "1", from);
      default -> Entries.live(version, from);
    };
  }

  private void take(LedgerEntry... entries) {
    for (LedgerEntry entry : entries) {
      assertThat(ledger.append(entry, 0)).isEmpty();
    }
  }

  private List<String> patientsOf(String version, long instant) {
    return PATIENTS.stream()
        .filter(
            patient ->
                ledger
                    .at(MODEL, instant)
                    .liveFor(patient)
                    .filter(live -> live.version().equals(version))
                    .isPresent())
        .toList();
  }

  private Action state(String version, long instant) {
    return ledger.at(MODEL, instant).versions().get(version).state();
  }

  private Optional<String> former(long instant) {
    return ledger.at(MODEL, instant).former().map(VersionStanding::version);
  }
}
