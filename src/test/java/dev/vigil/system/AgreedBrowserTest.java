package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What is agreed for a patient, on the patient's page: how long a pause may be, whose limits. */
class AgreedBrowserTest {
  private static final String BED_2 = WardCast.id(2);

  /** What a chart of three pressures, and one of a single sign, say of the limits they have. */
  private static final String WHOSE_LIMITS =
      """
      async () => {
        const { Charts } = await import('/charts.js');
        const pressures = ['systolic-pressure', 'diastolic-pressure', 'mean-pressure'];
        const signs = [...pressures, 'heart-rate'].map((id) => ({ id, unit: '', codes: [] }));
        const feed = { catalogue: new Map(signs.map((sign) => [sign.id, sign])) };
        const course = (points) => ({ points, gap: 10 });
        const said = (limits) => {
          const place = document.createElement('div');
          const charts = new Charts(place, feed);
          const vitals = Object.fromEntries(signs.map(({ id }) => [id, course([[1, 70]])]));
          const shown = { from: 0, to: 3600, asOf: null };
          charts.show({ vitals, scores: {}, transitions: [], limits }, shown);
          const all = ['systolic-pressure', 'heart-rate'].map(
            (id) => place.querySelector(`[data-chart=${id}] .chart-limited`)?.textContent);
          charts.clear();
          return all;
        };
        const low = { low: 60 };
        return [
          said({ 'mean-pressure': low, 'heart-rate': low }),
          said({ 'mean-pressure': low, 'systolic-pressure': low }),
          said({}),
        ];
      }
      """;

  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  /** The band of the mean pressure would else be taken for that of the systolic one. */
  @Test
  void limitsOfOneOfThePressures_areNamedByIt() throws Exception {
    Page page = open();

    assertThat(page.evaluate(WHOSE_LIMITS))
        .isEqualTo(
            List.of(
                List.of("limits: Mean blood pressure", ""),
                List.of("limits: Systolic blood pressure", ""),
                List.of("", "")));
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void pauseOfMoreThanADay_isRefusedAtItsField() throws Exception {
    Page page = open();
    Locator end = page.locator("#field-pause");
    Locator problem = page.locator("#field-pause-problem");

    page.getByText("Pause").click();
    end.fill("2099-12-31T08:00:30");
    page.locator("#field-because").fill("leave");
    page.locator("dialog.two-step .primary").click();

    assertThat(problem)
        .hasText("A pause ends within 24 hours. Where it is still needed then, pause again.");
    assertThat(end).isFocused();
    AxeCheck.assertNoViolations(page);
  }

  private static Page open() throws Exception {
    Page page = IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, 1280, 900);
    page.locator(".card[data-patient='" + BED_2 + "'] .card-page").click();
    assertThat(page.locator("[data-chart=heart-rate]")).isVisible();
    return page;
  }
}
