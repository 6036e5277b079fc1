package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.vigil.models.monitoring.Distribution;
import dev.vigil.models.monitoring.MonitorReport;
import dev.vigil.models.monitoring.MonitoredVersion;
import dev.vigil.models.monitoring.Monitoring;
import dev.vigil.models.monitoring.Reference;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Score;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** How models do, in a real browser. */
class ModelsBrowserTest {
  private static final int PATIENTS = 40;
  private static final int HOURS = 12;
  private static final long HOUR = 3_600;

  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  @Test
  void driftingModel_isDrawnWithItsWorstInputAndItsAlert() throws Exception {
    SimulatedWard ward = IN_BROWSER.ward();
    ward.monitors = drifted();
    ward.watch
        .technical()
        .raise(
            "model/sepsis:2",
            "input-drift",
            Priority.LOW,
            ward.now(),
            "1 of 2 inputs are distributed otherwise than in training",
            "Look.");

    Page page = IN_BROWSER.open("/models.html", WardInBrowser.QUICK_BEAT, 1280, 800);

    Locator model = page.locator("[data-model='sepsis:2']");
    assertThat(model.locator("[data-verdict=beyond]")).containsText("input-drift");
    assertThat(model.locator("tbody tr").first()).containsText("Heart rate");
    assertThat(model.locator("tbody tr[data-beyond]")).hasCount(1);
    assertThat(model.locator(".histogram .bin")).hasCount(10);
    assertThat(model.locator(".legend")).containsText("in training");
    assertThat(page.locator("#technical")).containsText("model/sepsis:2 · input-drift");
    assertThat(page.locator("#technical-count")).hasText("1 technical");
    Page board = IN_BROWSER.another("/", 1280, 800);
    assertThat(board.locator("#technical-count")).hasText("1 technical");
    IN_BROWSER.assertNoComplaints();
  }

  /** Hearts beat faster than in training; lactate is as it was. */
  static List<MonitorReport> drifted() {
    double[] rates = IntStream.range(0, 4_000).mapToDouble(i -> 60 + i % 40).toArray();
    double[] lactates = IntStream.range(0, 4_000).mapToDouble(i -> 1 + i % 40 / 20.0).toArray();
    double[] scores = IntStream.range(0, 4_000).mapToDouble(i -> i % 100 / 400.0).toArray();
    Reference reference =
        new Reference(
            "a recording",
            500,
            rates.length,
            new TreeMap<>(
                Map.of(
                    "heart-rate.last", Distribution.of(rates),
                    "lactate.last", Distribution.of(lactates))),
            Distribution.of(scores));
    Monitoring monitoring = new Monitoring(1_000, (model, patient, at) -> null);
    monitoring.watch(
        List.of(MonitoredVersion.of("sepsis", "2", 0.2, reference, List.of(), Long.MIN_VALUE)));
    for (int hour = 0; hour < HOURS; hour++) {
      for (int patient = 0; patient < PATIENTS; patient++) {
        long known = SimulatedWard.START - HOURS * HOUR + hour * HOUR;
        String id = "p" + patient;
        int place = patient + 7 * hour;
        Map<String, Double> values =
            Map.of("heart-rate.last", 90.0 + place % 40, "lactate.last", 1 + place % 40 / 20.0);
        monitoring.take(new FeatureVector(id, "hash", known, known, new TreeMap<>(values)));
        monitoring.take(score(id, known, place % 100 / 300.0));
      }
    }
    return monitoring.reports();
  }

  private static Score score(String patient, long known, double value) {
    return new Score(
        patient,
        "sepsis",
        "2",
        new OutputNumber(known, known, 0),
        known,
        Score.Outcome.SCORE,
        value,
        null,
        null,
        new TreeMap<>(),
        List.of(),
        null);
  }
}
