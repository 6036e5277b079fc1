package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;
import java.util.Map;
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
        const both = { low: 90.5, high: 160 };
        return [
          said({ 'mean-pressure': low, 'heart-rate': low }),
          said({
            'mean-pressure': low,
            'diastolic-pressure': { high: 95 },
            'systolic-pressure': both,
          }),
          said({}),
        ];
      }
      """;

  /**
   * What is drawn of the limits of two of three pressures: the colour in the band of the systolic
   * one, in that of the diastolic one and between them, and the names at the edges.
   */
  private static final String BANDS =
      """
      async () => {
        const { Charts } = await import('/charts.js');
        const uPlot = (await import('/vendor/uplot/uPlot.esm.js')).default;
        const others = new Set(uPlot.sync('patient').plots);
        const signs = ['systolic-pressure', 'diastolic-pressure', 'mean-pressure'];
        const catalogue = new Map(signs.map((id) => [id, { id, unit: '', codes: [] }]));
        const vitals = Object.fromEntries(signs.map((id) => [id, { points: [[1, 90]], gap: 10 }]));
        const limits = {
          'systolic-pressure': { low: 103, high: 161 },
          'diastolic-pressure': { low: 51, high: 83 },
        };
        const names = [];
        const { fillText } = CanvasRenderingContext2D.prototype;
        CanvasRenderingContext2D.prototype.fillText = function (text, ...at) {
          if (String(text).endsWith('BP')) names.push(text);
          fillText.call(this, text, ...at);
        };
        const charts = new Charts(document.createElement('div'), { catalogue });
        const shown = { from: 0, to: 3600, asOf: null };
        charts.show({ vitals, scores: {}, transitions: [], limits }, shown);
        await new Promise(requestAnimationFrame);
        const plots = uPlot.sync('patient').plots.filter((plot) => !others.has(plot));
        const plot = plots.find((each) => each.data.length === 1 + signs.length);
        // The most frequent colour of a row: some of its points may be of the grid.
        const colourAt = (value) => {
          const { left, width } = plot.bbox;
          const y = Math.round(plot.valToPos(value, 'y', true));
          const { data } = plot.ctx.getImageData(left + width / 2, y, width / 4, 1);
          const counts = new Map();
          for (let i = 0; i < data.length; i += 4) {
            const colour = data.slice(i, i + 4).join();
            counts.set(colour, (counts.get(colour) ?? 0) + 1);
          }
          return [...counts].sort((a, b) => b[1] - a[1])[0][0];
        };
        const colours = [133, 67, 93].map(colourAt);
        charts.clear();
        CanvasRenderingContext2D.prototype.fillText = fillText;
        return { colours, names };
      }
      """;

  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  /** The band of the mean pressure would else be taken for that of the systolic one. */
  @Test
  void limitsOfThePressures_areSaidInWords_ofEach() throws Exception {
    Page page = open();

    assertThat(page.evaluate(WHOSE_LIMITS))
        .isEqualTo(
            List.of(
                List.of("limits: Mean BP from 60", ""),
                List.of(
                    "limits: Systolic BP 90.5 to 160, Diastolic BP up to 95, Mean BP from 60", ""),
                List.of("", "")));
    WardInBrowser.go(page, "/patient.html#" + BED_2, "zh");
    assertThat(page.locator("[data-chart=heart-rate]")).isVisible();
    assertThat(page.evaluate(WHOSE_LIMITS))
        .asString()
        .contains("报警限：收缩压 90.5 至 160，舒张压 不高于 95，平均压 不低于 60");
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void limitsOfThePressures_haveABandEach_ofAColourOfItsOwn_withItsName() throws Exception {
    Page page = open();

    Map<?, ?> drawn = (Map<?, ?>) page.evaluate(BANDS);

    List<?> colours = (List<?>) drawn.get("colours");
    assertThat(colours).hasSize(3).doesNotHaveDuplicates();
    assertThat(colours.get(2)).as("between the bands").isEqualTo("0,0,0,0");
    assertThat((List<?>) drawn.get("names"))
        .asString()
        .isEqualTo("[Systolic BP, Systolic BP, Diastolic BP, Diastolic BP]");
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
