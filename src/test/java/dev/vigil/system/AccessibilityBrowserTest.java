package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import dev.vigil.schemas.Priority;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every page, with high alerts on it and with its dialogs open, has nothing that axe complains of,
 * in light and dark colours and in both languages: colours are those of the theme, names those of
 * the language, so two of the four ways to put them together show all.
 */
class AccessibilityBrowserTest {
  private static final String BED_4 = WardCast.id(4);

  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  @ParameterizedTest
  @CsvSource({"dark, en", "light, zh"})
  void pages_haveNoViolation(String theme, String language) throws Exception {
    SimulatedWard ward = IN_BROWSER.ward();
    ward.monitors = ModelsBrowserTest.drifted();
    ward.watch
        .technical()
        .raise("gateway", "silent", Priority.HIGH, ward.now(), "Nothing comes", "Look.");
    Page page = IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, 1280, 900);
    assertThat(page.locator(".card")).hasCount(WardCast.PATIENTS);
    page.evaluate("theme => localStorage.setItem('vigil-theme', theme)", theme);

    board(page, language);
    patient(page, language);
    WardInBrowser.go(page, "/models.html", language);
    assertThat(page.locator(".judgements").first()).isVisible();
    AxeCheck.assertNoViolations(page, "models");
    WardInBrowser.go(page, "/drill.html", language);
    assertThat(page.locator("#drill-start")).isVisible();
    AxeCheck.assertNoViolations(page, "drill");
    WardInBrowser.goToRoom(page, language);
    assertThat(page.locator("#beds button")).hasCount(WardCast.PATIENTS);
    AxeCheck.assertNoViolations(page, "ward");
    page.locator("#beds button[data-patient='" + BED_4 + "']").press("Enter");
    assertThat(page.locator("#details .alert").first()).isVisible();
    AxeCheck.assertNoViolations(page, "ward with a bed open");
    IN_BROWSER.assertNoComplaints();
  }

  private static void board(Page page, String language) throws IOException {
    WardInBrowser.go(page, "/", language);
    assertThat(page.locator(".card[data-priority=high]").first()).isVisible();
    AxeCheck.assertNoViolations(page, "board");
    withDialog(page, "#help", "#keys");
    withDialog(page, "#admit-open", "#admit");
    page.locator(".card[data-patient='" + BED_4 + "'] .card-title").click();
    assertThat(page.locator("#details .alert").first()).isVisible();
    AxeCheck.assertNoViolations(page, "details");
    for (String answer : List.of("terms", "shelve")) {
      withDialog(page, "#details [data-focus$='/" + answer + "']", "#" + answer);
    }
  }

  private static void patient(Page page, String language) throws IOException {
    WardInBrowser.go(page, "/patient.html#" + BED_4, language);
    assertThat(page.locator("[data-chart=heart-rate]")).isVisible();
    assertThat(page.locator("#alerts .alert").first()).isVisible();
    page.locator("#what-if summary").click();
    AxeCheck.assertNoViolations(page, "patient");
    for (int form = 1; form <= 4; form++) {
      withDialog(page, "#actions button:nth-of-type(" + form + ")", "dialog.two-step");
    }
    page.locator("#then-toggle").click();
    assertThat(page.locator("#twin [data-vital]").first()).isVisible();
    AxeCheck.assertNoViolations(page, "as known then");
  }

  private static void withDialog(Page page, String button, String dialog) throws IOException {
    page.locator(button).first().click();
    assertThat(page.locator(dialog)).isVisible();
    AxeCheck.assertNoViolations(page, dialog);
    page.keyboard().press("Escape");
    assertThat(page.locator(dialog)).isHidden();
  }

  @Test
  void signIn_hasNoViolation() throws Exception {
    Page page = IN_BROWSER.signedOut("/", WardInBrowser.QUICK_BEAT, 1280, 720);
    assertThat(page.locator("#sign-in")).isVisible();
    AxeCheck.assertNoViolations(page);
    page.evaluate("() => document.documentElement.dataset.theme = 'light'");
    AxeCheck.assertNoViolations(page);
  }
}
