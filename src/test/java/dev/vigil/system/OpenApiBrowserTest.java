package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Kind;
import dev.vigil.schemas.Priority;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The page on which the API is tried, in a real browser. */
class OpenApiBrowserTest {
  private static final String BED_2 = WardCast.id(2);
  private static final int LEAST_OPERATIONS = 40;

  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  @Test
  void requests_areTriedFromThePage_changesToo() throws Exception {
    SimulatedWard ward = IN_BROWSER.ward();
    AlertTransition alert =
        ward.raise(
            BED_2, Kind.LIMIT, Priority.HIGH, "low", ward.limit(BED_2, "spo2", 88, "Clears above"));
    Page page = IN_BROWSER.open("/openapi.html", WardInBrowser.QUICK_BEAT, 1280, 900);

    Locator look = opened(page, "patient");
    look.locator("input[name=id]").fill(BED_2);
    look.locator("button").click();
    assertThat(look.locator("pre")).containsText("GET /api/patients/" + BED_2 + "\n200");
    assertThat(look.locator("pre")).containsText("\"ward\": \"B4\"");

    Locator answer = opened(page, "acknowledge");
    answer.locator("input[name=id]").fill(alert.alert());
    answer.locator("button").click();
    assertThat(answer.locator("pre")).containsText("202");
    assertThat(ward.commands).hasSize(1);
    assertThat(ward.commands.get(0).by()).isEqualTo(SimulatedWard.NAME);

    Locator course = opened(page, "course");
    course.locator("input[name=id]").fill(BED_2);
    course.locator("input[name=vital]").fill("heart-rate,spo2");
    course.locator("input[name=from]").fill(Long.toString(SimulatedWard.START - 600));
    course.locator("input[name=to]").fill(Long.toString(SimulatedWard.START));
    course.locator("button").click();
    assertThat(course.locator("pre")).containsText("\"spo2\": {");
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void page_isReadableInBothThemesForEverybody() throws Exception {
    Page page = IN_BROWSER.open("/openapi.html", WardInBrowser.QUICK_BEAT, 1280, 900);
    Locator policy = opened(page, "setPolicy");
    policy.locator(".outline details > summary").first().click();
    opened(page, "uploadBundle");
    assertThat(policy.locator(".outline .outline").first()).isVisible();
    assertThat(page.locator("#live")).hasText("LIVE");

    AxeCheck.assertNoViolations(page);
    page.locator("#theme").click();
    AxeCheck.assertNoViolations(page);
    assertThat(page.locator(".operation").count()).isGreaterThan(LEAST_OPERATIONS);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void withoutSigningIn_nothingIsShown() throws Exception {
    Page page = IN_BROWSER.signedOut("/openapi.html", WardInBrowser.QUICK_BEAT, 1280, 900);

    assertThat(page.locator("#sign-in")).isVisible();
    assertThat(page.locator(".operation")).hasCount(0);
  }

  private static Locator opened(Page page, String operation) {
    Locator one = page.locator("#" + operation);
    one.locator("summary").first().click();
    return one;
  }
}
