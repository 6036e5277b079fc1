package dev.vigil.system;

import static dev.vigil.system.TestWorld.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.system.ModelCommands.Ran;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Rules, plans of wards and what people find of alerts, all by command and without a restart: from
 * a rule that calls too often to one that was tried on the log and doesn't.
 */
class WardRulesTest {
  private static final String PATIENT = "ann";
  private static final int SPELLS = 4;

  private static final String RULE =
      """
      - id: fast
        kind: limit
        vital: heart-rate
        high: 120
        priority: medium
        delaySeconds: %d
        hysteresis: 5
        doc: A test.
      """;

  @TempDir private Path folder;
  private Path data;
  private TestWorld world;
  private long now = START;

  @Test
  void ruleThatCallsForNothing_isFoundAndChanged_andTheLogSaysWhatItSpares() throws Exception {
    data = folder.resolve("data");
    try (TestWorld opened = TestWorld.recorded(data, Map.of())) {
      world = opened;
      world.admit(PATIENT, MonitoringPlan.NONE);
      set("alerts", "rules", RULE.formatted(20));
      set("wards", "[{\"ward\": \"w\", \"callsPerPatientDay\": 0.5}]");
      rate(80, 1);
      assertThat(vigil("alerts", "rules", "show").out())
          .contains("delaySeconds: 20", "set by a test");
      assertThat(vigil("wards", "show").out()).contains("callsPerPatientDay: 0.5");

      // four spells of 40 s in half a day
      for (int i = 0; i < SPELLS; i++) {
        rate(150, 4);
        rate(80, 1);
        now += 3 * 3_600;
      }
      rate(80, 1);
      List<String> alerts = raised();
      assertThat(alerts).hasSize(SPELLS);
      assertThat(vigil("alerts", "feedback", alerts.get(0), "not-useful").out())
          .contains("rule fast of ward w");

      Ran noise = vigil("alerts", "noise", "--suggest");
      assertThat(noise.code()).as(noise.err()).isZero();
      assertThat(noise.out())
          .contains("ward w: 4 calls", "budget 0.50: over it", "0 / 1 / 0: 0 % actionable")
          .contains("fast: 4 calls; with delaySeconds 60 instead of 20 0,");
      assertThat(vigil("status").out()).containsPattern("ward w +4 calls in a day.*over it");

      String then = Instant.ofEpochSecond(START + 30).toString();
      Ran explained = vigil("alerts", "explain", PATIENT, "--at", then);
      assertThat(explained.code()).as(explained.err()).isZero();
      assertThat(explained.out())
          .contains("fast (medium) waits: It is so, but not for 20 s yet: Heart rate above 120")
          .containsPattern("\n  150(\\.0)? /min by ");

      // the suggestion is taken
      set("alerts", "rules", RULE.formatted(60));
      rate(80, 1);
      rate(150, 4);
      rate(80, 1);
      assertThat(raised()).hasSize(SPELLS);
      rate(150, 8);
      assertThat(raised()).hasSize(SPELLS + 1);
      world.requireVerified();
    }
  }

  private Ran vigil(String... words) {
    return ModelCommands.vigil(data, words);
  }

  /** Sets rules or plans; they hold from the next second on. */
  private void set(String... groupAndText) throws Exception {
    int words = groupAndText.length - 1;
    Path file = Files.writeString(folder.resolve("set.yaml"), groupAndText[words]);
    String[] all = Arrays.copyOf(groupAndText, words + 4);
    all[words] = "set";
    all[words + 1] = file.toString();
    all[words + 2] = "--because";
    all[words + 3] = "set by a test";
    Ran ran = vigil(all);
    assertThat(ran.code()).as(ran.err()).isZero();
  }

  private void rate(int perMinute, int readings) {
    now = world.sendEachTenSeconds(PATIENT, "heart-rate", perMinute, readings, now);
  }

  private List<String> raised() {
    return world.topics().transitions().stream()
        .filter(transition -> transition.cause() == Cause.RAISED)
        .filter(transition -> transition.rule().equals("fast"))
        .map(AlertTransition::alert)
        .toList();
  }
}
