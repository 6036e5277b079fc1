package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page;
import dev.vigil.schemas.PatientContext.Origin;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What {@code vigil bench board} measures with. */
class BoardServerTest {
  private static final int PAGES = 3;

  @Test
  void alert_reachesEveryPageOfItsWardOnce_andNoOther() throws Exception {
    try (BoardServerProcess server = BoardServerProcess.start(2, 5);
        WardClients first = new WardClients();
        WardClients second = new WardClients();
        WardClients all = new WardClients()) {
      first.connect(server.link("/", BoardServer.ward(0)), PAGES);
      second.connect(server.link("/", BoardServer.ward(1)), 1);
      all.connect(server.link("/"), 1);
      List<Long> seen = new ArrayList<>();

      server.raise(2);
      await()
          .until(
              () -> {
                seen.addAll(first.delays());
                return seen.size() >= PAGES;
              });
      List<Long> seenByAll = new ArrayList<>();
      await()
          .until(
              () -> {
                seenByAll.addAll(all.delays());
                return !seenByAll.isEmpty();
              });
      long updates = all.updates();
      await().until(() -> all.updates() > updates);

      assertThat(seen).hasSize(PAGES).allMatch(millis -> millis >= 0);
      assertThat(first.delays()).isEmpty();
      assertThat(second.delays()).isEmpty();
      assertThat(seenByAll).hasSize(1);
      assertThat(all.delays()).isEmpty();
      assertThat(server.cpu()).isGreaterThan(Duration.ZERO);
      assertThat(server.memory()).isPositive();
    }
  }

  @Test
  void patients_areShownAsOfTheOriginThatIsAskedFor() throws Exception {
    try (BoardServerProcess demo = BoardServerProcess.start(1, 2);
        BoardServerProcess real = BoardServerProcess.start(1, 2, Origin.REAL);
        Browsers browsers = Browsers.flat()) {
      assertThat(opened(browsers, demo).locator("#watermark"))
          .hasAttribute("data-text", "DEMO PATIENTS");
      assertThat(opened(browsers, real).locator("#watermark")).hasAttribute("data-text", "");
      browsers.assertNoComplaints();
    }
  }

  private static Page opened(Browsers browsers, BoardServerProcess server) throws IOException {
    Page page = browsers.page(800, 600);
    page.navigate(server.link("/").toString());
    assertThat(page.locator(".card")).hasCount(2);
    return page;
  }
}
