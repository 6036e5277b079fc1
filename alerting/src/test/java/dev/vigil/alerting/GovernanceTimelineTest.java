package dev.vigil.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.Json;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.LedgerEntry.Action;
import dev.vigil.schemas.PolicyEntry;
import dev.vigil.schemas.fold.Ticks.World;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GovernanceTimelineTest {
  private static final long T = 1_000_000;

  private final GovernanceTimeline governance = new GovernanceTimeline(World.REAL_TIME);

  @Test
  void policy_holdsFromItsInstant() {
    governance.append(Rules.policy(1, Long.MIN_VALUE, Rules.SPO2), T);
    governance.append(Rules.policy(2, T + 10, Rules.SPO2, Rules.HR_HIGH), T);

    assertThat(governance.policyAt(T + 9).rules()).hasSize(1);
    assertThat(governance.policyAt(T + 10).rules()).hasSize(2);
  }

  @Test
  void entry_thatComesTooLate_isVoidInRealTimeOnly() {
    PolicyEntry late = Rules.policy(1, T + 9, Rules.SPO2);
    LedgerEntry live = Rules.ledger("1", Action.LIVE, T + 9);
    GovernanceTimeline recorded = new GovernanceTimeline(World.RECORDED);

    assertThat(governance.append(late, T).orElseThrow())
        .startsWith("policy 1 is void: it was appended less than 10 s before");
    assertThat(governance.append(live, T)).isPresent();
    assertThat(governance.policyAt(T + 9).rules()).isEmpty();
    assertThat(governance.liveVersion("news2", "p", T + 9)).isNotEqualTo(Optional.of("1"));
    assertThat(recorded.append(late, T)).isEmpty();
    assertThat(recorded.append(live, T)).isEmpty();
    assertThat(recorded.liveVersion("news2", "p", T + 9)).contains("1");
  }

  @Test
  void entry_withoutInstant_holdsOnlyAmongTheFirst() {
    assertThat(governance.append(Rules.policy(1, Long.MIN_VALUE), T)).isEmpty();
    assertThat(governance.append(Rules.policy(2, Long.MIN_VALUE), T)).isPresent();
    assertThat(governance.append(Rules.ledger("1", Action.LIVE, Long.MIN_VALUE), T)).isEmpty();
    assertThat(governance.append(Rules.ledger("2", Action.SHADOW, Long.MIN_VALUE), T)).isEmpty();
    assertThat(governance.append(Rules.ledger("2", Action.LIVE, T + 10), T)).isEmpty();
    assertThat(governance.append(Rules.ledger("3", Action.LIVE, Long.MIN_VALUE), T)).isPresent();
  }

  @Test
  void live_ofOneVersion_demotesTheOthers() {
    governance.append(Rules.ledger("1", Action.LIVE, T + 10), T);
    governance.append(Rules.ledger("2", Action.LIVE, T + 20), T);
    governance.append(Rules.ledger("1", Action.RETIRED, T + 25), T);
    governance.append(Rules.ledger("2", Action.SHADOW, T + 30), T);

    assertThat(governance.liveVersion("news2", "p", T + 9)).isEmpty();
    assertThat(governance.liveVersion("news2", "p", T + 19)).contains("1");
    assertThat(governance.liveVersion("news2", "p", T + 20)).isNotEqualTo(Optional.of("1"));
    assertThat(governance.liveVersion("news2", "p", T + 29)).contains("2");
    assertThat(governance.liveVersion("news2", "p", T + 30)).isEmpty();
  }

  @Test
  void entry_thatCannotBeRead_isVoidAndReported() {
    byte[] noJson = "{\"rules\":[".getBytes(StandardCharsets.UTF_8);
    byte[] badRule = Json.encode(Rules.policy(1, Long.MIN_VALUE, "{\"kind\":\"limit\"}"));

    assertThat(governance.appendPolicy(noJson, T).orElseThrow()).startsWith("policy entry is void");
    assertThat(governance.appendLedger(noJson, T).orElseThrow()).startsWith("ledger entry is void");
    assertThat(governance.appendPolicy(badRule, T).orElseThrow())
        .isEqualTo("policy 1 is void: rule 0: field 'id': expected a text");
    assertThat(governance.policyAt(T).rules()).isEmpty();
  }
}
