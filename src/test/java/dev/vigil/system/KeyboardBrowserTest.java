package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.vigil.schemas.Command;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** All that is done on the pages, done without a mouse. */
class KeyboardBrowserTest {
  private static final String BED_2 = WardCast.id(2);
  private static final String BED_4 = WardCast.id(4);
  private static final int MOST_STOPS = 400;

  /** What has the focus, and whether one sees that it has. */
  private static final String FOCUS_IS_SEEN =
      "() => { let e = document.activeElement;"
          + " if (!e || e === document.body) return true;"
          + " if (e.matches('input[type=radio]')) e = e.closest('label');"
          + " const s = getComputedStyle(e), box = e.getBoundingClientRect();"
          + " return s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2 && box.width > 0"
          + " && box.height > 0; }";

  private static final String FOCUS_IS =
      "(selector) => document.activeElement?.matches(selector) ?? false";

  private static final String NAME =
      "() => { const e = document.activeElement ?? document.body; return `${e.tagName} ${e.id}"
          + " ${e.className} ${e.textContent.slice(0, 30)}`; }";

  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  private SimulatedWard ward;

  @BeforeEach
  void enter() {
    ward = IN_BROWSER.ward();
  }

  @Test
  void board_fromSigningInToAnswers() throws Exception {
    Page page = IN_BROWSER.signedOut("/", WardInBrowser.QUICK_BEAT, 1280, 900);
    assertThat(page.locator("#sign-in-name")).isFocused();
    type(page, SimulatedWard.NAME, "Tab");
    type(page, SimulatedWard.PASSWORD, "Enter");
    assertThat(page.locator(".card")).hasCount(WardCast.PATIENTS);

    tabTo(page, "#skip");
    page.keyboard().press("Enter");
    assertThat(page.locator("#content")).isFocused();

    tabBackTo(page, "#admit-open");
    page.keyboard().press("Enter");
    type(page, "p-9000", "Tab");
    type(page, "C1", "Tab");
    type(page, "31", "Enter");
    assertThat(card(page, "p-9000")).isVisible();
    assertThat(page.locator("#admit-open")).isFocused();

    page.keyboard().press("w");
    assertThat(page.locator("#ward")).isFocused();
    page.keyboard().press("End");
    assertThat(page.locator(".card")).hasCount(1);
    page.keyboard().press("Home");
    assertThat(page.locator(".card")).hasCount(WardCast.PATIENTS + 1);
    tabTo(page, "input[name=sort]");
    page.keyboard().press("ArrowRight");
    assertThat(page.locator("#order")).hasText("sorted by bed");

    tabTo(page, ".card-title");
    page.keyboard().press("n");
    assertThat(title(page, BED_4)).isFocused();
    page.keyboard().press("ArrowLeft");
    assertThat(title(page, WardCast.id(3))).isFocused();
    page.keyboard().press("End");
    assertThat(title(page, "p-9000")).isFocused();
    page.keyboard().press("Home");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("ArrowUp");
    assertThat(title(page, WardCast.id(1))).isFocused();

    page.keyboard().press("n");
    page.keyboard().press("Enter");
    answerTheFirst(page);
    page.keyboard().press("Escape");
    assertThat(title(page, BED_4)).isFocused();
  }

  /** Opinion, acknowledgement with a condition, and a shelf, in the details that are open. */
  private void answerTheFirst(Page page) {
    Locator details = page.locator("#details");
    assertThat(details).isVisible();
    tabTo(page, "[data-focus$='/useful']");
    page.keyboard().press("Enter");
    assertThat(details.locator("[data-focus$='/useful']").first())
        .hasAttribute("aria-pressed", "true");

    tabTo(page, "[data-focus$='/terms']");
    page.keyboard().press("Enter");
    tabTo(page, "#terms-long");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("Tab");
    type(page, "3.5", "Tab");
    type(page, "fluids given", "Tab");
    page.keyboard().press("Space");
    page.keyboard().press("Enter");
    assertThat(page.locator("#terms")).hasCount(0);
    assertThat(details.locator(".acknowledged").first()).containsText("✓ dr.lin");
    assertThat(inDetails(page)).as("focus after the answer").isTrue();
    Command taken = ward.commands.get(0);
    assertThat(taken.kind()).isEqualTo(Command.Kind.ACKNOWLEDGE);
    assertThat(taken.because()).isEqualTo("fluids given");
    assertThat(taken.terms())
        .isEqualTo(new Command.Terms(ward.now() + 600, new java.math.BigDecimal("3.5"), true));

    tabTo(page, ".alert[data-state=active] [data-focus$='/shelve']");
    page.keyboard().press("Enter");
    tabTo(page, "#shelve-why");
    type(page, "known before", "Enter");
    assertThat(page.locator("#shelve")).hasCount(0);
    assertThat(inDetails(page)).as("focus after the shelf").isTrue();
    assertThat(ward.commands.get(1).kind()).isEqualTo(Command.Kind.SHELVE);
    assertThat(ward.commands.get(1).because()).isEqualTo("known before");
  }

  private static boolean inDetails(Page page) {
    return (Boolean)
        page.evaluate("() => document.getElementById('details').contains(document.activeElement)");
  }

  @Test
  void patient_fromObservationToThePast_andModels() throws Exception {
    Page page = IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, 1280, 900);
    tabTo(page, ".card[data-patient='" + BED_2 + "'] .card-page");
    page.keyboard().press("Enter");
    Locator total = page.locator("[data-model=news2] summary b");
    assertThat(page.locator("[data-chart=heart-rate]")).isVisible();
    assertThat(total).isVisible();
    int before = Integer.parseInt(total.textContent());

    page.keyboard().press("o");
    tabTo(page, "#field-consciousness");
    page.keyboard().press("ArrowDown");
    page.keyboard().press("ArrowDown");
    tabTo(page, "dialog.two-step .primary");
    page.keyboard().press("Enter");
    tabTo(page, "#confirm");
    page.keyboard().press("Enter");
    assertThat(page.locator("dialog.two-step")).hasCount(0);
    assertThat(total).hasText(Integer.toString(before + 3));

    tabTo(page, "#actions button:nth-of-type(2)");
    page.keyboard().press("Enter");
    assertThat(page.locator("dialog.two-step")).isVisible();
    tabTo(page, "#field-limits-heart-rate");
    type(page, "50", "Tab");
    tabTo(page, "#field-because");
    type(page, "agreed on the round", "Enter");
    tabTo(page, "#confirm");
    page.keyboard().press("Enter");
    assertThat(page.locator("dialog.two-step")).hasCount(0);
    assertThat(page.locator("#actions button:nth-of-type(2)")).isFocused();
    assertThat(ward.registry.find(BED_2).limits().get("heart-rate").low())
        .isEqualByComparingTo("50");

    page.keyboard().press("t");
    assertThat(page.locator("#then-said")).containsText("AS KNOWN AT");
    String then = page.locator("#then-said").textContent();
    tabTo(page, "#then-slider");
    page.keyboard().press("ArrowLeft");
    page.keyboard().press("ArrowLeft");
    assertThat(page.locator("#then-said")).not().hasText(then);
    page.keyboard().press("t");
    assertThat(page.locator("#then-said")).isHidden();

    tabBackTo(page, "a[href='/']");
    page.keyboard().press("Enter");
    // A key pressed while one page gives way to the next may never be answered.
    assertThat(page.locator(".card")).hasCount(WardCast.PATIENTS);
    tabTo(page, "a.button[href='/models.html']");
    page.keyboard().press("Enter");
    page.waitForURL("**/models.html");
    assertThat(page.locator("#burden")).containsText("calls in 24 h");
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void focus_isAlwaysSeenAndNowhereCaught() throws Exception {
    Page page = IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, 1280, 900);
    assertThat(page.locator(".card")).hasCount(WardCast.PATIENTS);
    goAround(page);
    WardInBrowser.go(page, "/patient.html#" + BED_4, "en");
    assertThat(page.locator("[data-chart=heart-rate]")).isVisible();
    goAround(page);
    WardInBrowser.goToRoom(page, "en");
    assertThat(page.locator("#beds button")).hasCount(WardCast.PATIENTS);
    goAround(page);
    tabTo(page, "#beds button[data-patient='" + BED_4 + "']");
    page.keyboard().press("Enter");
    assertThat(page.locator("#details")).isVisible();
    page.keyboard().press("Escape");
    assertThat(page.locator("#details")).isHidden();
    assertThat(page.locator("#beds button[data-patient='" + BED_4 + "']")).isFocused();
    WardInBrowser.go(page, "/drill.html", "en");
    assertThat(page.locator("#drill-start")).isVisible();
    goAround(page);
    WardInBrowser.go(page, "/models.html", "en");
    assertThat(page.locator("#burden")).containsText("calls in 24 h");
    goAround(page);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void keys_areListed_andCanBeTurnedOff() throws Exception {
    Page page = IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, 1280, 900);
    assertThat(page.locator(".card")).hasCount(WardCast.PATIENTS);
    tabTo(page, "#theme");

    page.keyboard().press("?");
    assertThat(page.locator("#keys")).containsText("to the next bed with an alert");
    tabBackTo(page, "#keys-on");
    page.keyboard().press("Space");
    page.keyboard().press("Escape");
    assertThat(page.locator("#keys")).hasCount(0);
    assertThat(page.locator("#theme")).isFocused();

    page.keyboard().press("w");
    assertThat(page.locator("#theme")).isFocused();
    tabTo(page, "#help");
    page.keyboard().press("Enter");
    assertThat(page.locator("#keys")).isVisible();
    IN_BROWSER.assertNoComplaints();
  }

  /** From the first stop to the last one and on to the first again. */
  private static void goAround(Page page) {
    tabTo(page, "#skip");
    page.keyboard().press("Tab");
    tabTo(page, "#skip");
  }

  private static void tabTo(Page page, String selector) {
    tab(page, "Tab", selector);
  }

  private static void tabBackTo(Page page, String selector) {
    tab(page, "Shift+Tab", selector);
  }

  /** Goes on until this has the focus, and sees at each stop what has it. */
  private static void tab(Page page, String key, String selector) {
    for (int stop = 0; stop < MOST_STOPS; stop++) {
      if ((Boolean) page.evaluate(FOCUS_IS, selector)) {
        return;
      }
      page.keyboard().press(key);
      assertThat((Boolean) page.evaluate(FOCUS_IS_SEEN))
          .as("the focus is seen on " + page.evaluate(NAME))
          .isTrue();
    }
    throw new AssertionError("no way by keyboard to " + selector + ", at " + page.evaluate(NAME));
  }

  private static void type(Page page, String text, String then) {
    page.keyboard().type(text);
    page.keyboard().press(then);
  }

  private static Locator title(Page page, String patient) {
    return card(page, patient).locator(".card-title");
  }

  private static Locator card(Page page, String patient) {
    return page.locator(".card[data-patient='" + patient + "']");
  }
}
