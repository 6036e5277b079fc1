package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./vigil demo} as its user sees it: the board, the first alert, the end, the second start.
 */
class DemoTest {
  private static final Duration START = Duration.ofMinutes(2);
  private static final int FIRST_ALERT_MILLIS = 120_000;

  @TempDir Path data;

  @Test
  void demo_showsAlertWithEvidenceVerifiesEndsAndGoesOn() throws Exception {
    Process demo = VigilScript.start(data, List.of("demo", "--json"));
    try (Browsers browsers = Browsers.open()) {
      String board = board(demo);
      Page page = browsers.page(1920, 1080);
      page.navigate(board);

      assertThat(page.locator("#live")).hasText("LIVE");
      assertThat(page.locator(".card")).hasCount(30);
      Locator badge = page.locator(".card .foot .badge").first();
      assertThat(badge)
          .isVisible(
              new LocatorAssertions.IsVisibleOptions().setTimeout((double) FIRST_ALERT_MILLIS));
      JsonNode alert = command("alerts", "--json");
      JsonNode evidence = alert.path("evidence");
      assertThat(evidence.path("limit").isNumber()).as("limit or threshold").isTrue();
      assertThat(evidence.path("readings").size() + subScores(evidence)).isPositive();
      assertThat(alert.path("origin").asText()).isEqualTo("demo");
      assertThat(command("verify", "--json").path("mismatchCount").asLong(-1)).isZero();
      assertThat(command("status", "--json").path("patients").asInt()).isEqualTo(30);
    }

    demo.toHandle().destroy(); // what Ctrl-C does
    assertThat(demo.waitFor(10, TimeUnit.SECONDS)).as("ended within 10 s").isTrue();
    assertThat(VigilScript.said(data)).doesNotContain("\tat ");

    Process second = VigilScript.start(data, List.of("demo", "--json", "--minutes", "0.1"));
    board(second);
    assertThat(second.waitFor(2, TimeUnit.MINUTES)).as("ended by itself").isTrue();
    assertThat(second.exitValue()).isZero();
  }

  private static int subScores(JsonNode evidence) {
    return evidence.path("score").path("contributions").size();
  }

  /** The address of the board, once the demo has said it. */
  private String board(Process demo) throws IOException {
    await("the board's address")
        .atMost(START)
        .failFast(() -> assertThat(demo.isAlive()).as(VigilScript.said(data)).isTrue())
        .until(() -> Files.size(VigilScript.out(data)) > 0);
    String line = Files.readAllLines(VigilScript.out(data), UTF_8).get(0);
    return Json.mapper().readTree(line).path("board").asText();
  }

  /** The first line that another command prints about the running demo. */
  private JsonNode command(String... arguments) throws Exception {
    Path folder = data.resolve("command");
    Process process = VigilScript.startBeside(data, folder, List.of(arguments));
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
    List<String> lines = Files.readAllLines(VigilScript.out(folder), UTF_8);
    assertThat(lines).as(VigilScript.said(folder)).isNotEmpty();
    return Json.mapper().readTree(lines.get(0));
  }
}
