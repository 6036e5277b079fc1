package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.history.HistoryStore;
import dev.vigil.history.ReadingRow;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.Reading;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page of a patient of a whole Vigil: gateway, log, jobs and store are the real ones. */
class PatientWorldTest {
  private static final String PATIENT = "p-1";
  private static final long LATE_SECONDS = 600;

  @TempDir private Path folder;

  @Test
  void observationOnThePage_changesNews2_andWhatCameLateWasNotKnownBefore() throws Exception {
    try (TestWorld world = TestWorld.realTime(folder.resolve("data"));
        Browsers browsers = Browsers.open()) {
      world.awaitScoringJobs();
      world.admit(PATIENT, MonitoringPlan.NONE);
      long before = measure(world);
      Page page = open(world, browsers);
      Locator total = page.locator("[data-model=news2] summary b");
      assertThat(total).containsText("–"); // a range: consciousness and oxygen aren't known

      enter(page, "#field-consciousness", "#field-oxygen-device");

      assertThat(total).hasText("0");
      ReadingRow row = kept(world, "consciousness");
      assertThat(row.sensor()).isEqualTo(Reading.MANUAL);
      assertThat(row.by()).isEqualTo("nurse.ito");

      long now = world.world().clock().getAsLong();
      world.send(PATIENT, "lactate", "6.4", now - LATE_SECONDS);
      kept(world, "lactate");
      Locator lactate = page.locator("#twin [data-vital=lactate]");
      assertThat(lactate).containsText("6.4");
      page.locator("#then-toggle").click();
      assertThat(lactate).containsText("came 10 min late");
      WardInBrowser.know(page, before);
      assertThat(page.locator("#twin [data-vital=heart-rate]")).containsText("80");
      assertThat(lactate).hasCount(0);
      browsers.assertNoComplaints();
      world.requireVerified();
    }
  }

  /** The usual values at one second; gives the second by which they were known. */
  private static long measure(TestWorld world) throws Exception {
    long now = world.world().clock().getAsLong();
    world.send(PATIENT, "heart-rate", "80", now);
    world.send(PATIENT, "respiratory-rate", "16", now);
    world.send(PATIENT, "spo2", "97", now);
    world.send(PATIENT, "systolic-pressure", "124", now);
    world.send(PATIENT, "body-temperature", "36.8", now);
    kept(world, "heart-rate");
    kept(world, "body-temperature");
    return world.world().clock().getAsLong();
  }

  private static ReadingRow kept(TestWorld world, String vital) {
    HistoryStore store = world.world().store();
    return await("the store has " + vital)
        .atMost(TestWorld.PATIENCE)
        .until(() -> store.readings(PATIENT, vital, 0, Integer.MAX_VALUE), rows -> !rows.isEmpty())
        .get(0);
  }

  private static Page open(TestWorld world, Browsers browsers) {
    Page page = browsers.page(1280, 900);
    Caller nurse = Caller.ofAll("nurse.ito");
    page.navigate(world.world().signInLink("/", nurse).toString());
    page.locator(".card[data-patient='" + PATIENT + "'] .card-page").click();
    return page;
  }

  /** Chooses the first code of each: alert, room air. */
  private static void enter(Page page, String... coded) {
    page.getByText("Enter observations").click();
    for (String field : List.of(coded)) {
      page.locator(field).selectOption("0");
    }
    page.locator("dialog.two-step .primary").click();
    page.locator("#confirm").click();
    assertThat(page.locator("dialog.two-step")).hasCount(0);
  }
}
