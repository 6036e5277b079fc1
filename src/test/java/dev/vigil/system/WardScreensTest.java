package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Clip;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Which screens of the three-dimensional ward are drawn, and what is there without that. */
class WardScreensTest {
  private static final String BED_2 = WardCast.id(2);

  /** Before, a picture changes without anything that has come. */
  private static final String ALL_HANG =
      "() => { const { room } = document.getElementById('scene').vigil.world;"
          + " return room.order.length > 0 && screens.hanging(room) === room.order.length; }";

  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  @Test
  void valueThatChanges_isThereWithoutItsScreenBeingDrawn() throws Exception {
    Page page = open();
    ask(page, "hang(4)");
    assertThat(ask(page, "picture(24)")).isEqualTo("1,2,3,4");
    Object before = ask(page, "letters()");

    ask(page, "measure(71)");

    assertThat(ask(page, "letters()")).isNotEqualTo(before);
    assertThat(ask(page, "picture(24)")).isEqualTo("");
    ask(page, "measure(70)");
    assertThat(ask(page, "letters()")).isEqualTo(before);
    ask(page, "score(7, '2')");
    assertThat(ask(page, "picture(24)")).isEqualTo("2");
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void alert_isDrawnFirst_andNobodyWaitsForEver() throws Exception {
    Page page = open();
    ask(page, "hang(6)");
    ask(page, "picture(1)");
    ask(page, "alert('4')");
    assertThat(ask(page, "picture(1)")).as("before those that nobody has seen").isEqualTo("4");
    assertThat(ask(page, "picture(24)")).isEqualTo("2,3,5,6");
    ask(page, "score(5)");
    ask(page, "alert('4', 140)");
    assertThat(ask(page, "picture(1)")).as("another alert leads").isEqualTo("4");

    ask(page, "alert('6')");

    assertThat(ask(page, "picture(3)")).isEqualTo("6");
    assertThat(ask(page, "picture(3)")).isEqualTo("1");
    ask(page, "score(6, '1')");
    ask(page, "score(6, '3')");
    assertThat(ask(page, "picture(3)")).isEqualTo("2");
    assertThat(ask(page, "picture(3)")).isEqualTo("3");
    assertThat(ask(page, "picture(6)")).isEqualTo("5,1");
    assertThat(ask(page, "picture(6)")).isEqualTo("");
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void screen_hangsThereOnceItIsDrawnForWhoeverLiesThere() throws Exception {
    Page page = open();
    ask(page, "hang(3)");
    assertThat(ask(page, "hanging()")).isEqualTo(0);

    assertThat(ask(page, "picture(2)")).isEqualTo("1,2");

    assertThat(ask(page, "hanging()")).isEqualTo(2);
    assertThat(ask(page, "picture(2)")).isEqualTo("3");
    Object values = ask(page, "letters()");
    ask(page, "measure(71)");
    ask(page, "replace('1', 9)");
    assertThat(ask(page, "letters()")).as("of who has come").isEqualTo(values);
    assertThat(ask(page, "hanging()")).as("while it shows who has gone").isEqualTo(2);
    assertThat(ask(page, "picture(2)")).isEqualTo("9");
    assertThat(ask(page, "hanging()")).isEqualTo(3);
    ask(page, "leave('2')");
    assertThat(ask(page, "hanging()")).as("of who is still there").isEqualTo(2);
    IN_BROWSER.assertNoComplaints();
  }

  /** Rounded down twice, 100 s were "60 s". */
  @Test
  void age_isWrittenAsOnTheBoard_fromAHundredSecondsOn() throws Exception {
    Page page = open();

    assertThat(ask(page, "age(99)")).isEqualTo("");
    assertThat(ask(page, "age(100)")).isEqualTo("1 min");
    assertThat(ask(page, "age(119)")).isEqualTo("1 min");
    assertThat(ask(page, "age(120)")).isEqualTo("2 min");
    assertThat(ask(page, "age(5999)")).isEqualTo("99 min");
    assertThat(ask(page, "age(6000)")).isEqualTo("1 h");
    assertThat(ask(page, "age(7199)")).isEqualTo("1 h");
    assertThat(ask(page, "age(7200)")).isEqualTo("2 h");
  }

  @Test
  void roomThatIsNotSeen_isDrawnWhenItIs() throws Exception {
    Page page = open();
    ask(page, "hang(2)");
    ask(page, "see(false)");

    assertThat(ask(page, "picture(24)")).isEqualTo("");

    ask(page, "see(true)");
    assertThat(ask(page, "picture(24)")).isEqualTo("1,2");
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void whoeverMayLookOtherwise_isLookedAtAgain_andNobodyElse() throws Exception {
    Page page = open();

    Map<?, ?> rounds = (Map<?, ?>) ask(page, "rounds(2000)");

    assertThat(rounds.get("wrong")).isEqualTo("");
    assertThat(((Number) requireNonNull(rounds.get("left"))).intValue()).isGreaterThan(4_000);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void value_isSeenInThePicture() throws Exception {
    Page page = open();
    Locator row = page.locator("#beds button[data-patient='" + BED_2 + "']");
    assertThat(row).isVisible();
    page.waitForFunction("() => document.querySelector('#beds button[data-x]')");
    page.waitForFunction(ALL_HANG);
    IN_BROWSER.ward().tick(); // of the second before there is a value, which stands
    page.waitForSelector("body[data-live=yes]");
    // Then the log's clock stands still: once all is grey for that, only the value changes it.
    page.waitForSelector("body[data-live=no]");
    byte[] before = atRest(page, row);
    int drawn = screensOf(page, BED_2);

    IN_BROWSER.ward().reading(BED_2, "heart-rate", 188);

    page.waitForCondition(() -> !Arrays.equals(before, picture(page, row)));
    assertThat(screensOf(page, BED_2)).isEqualTo(drawn);
    IN_BROWSER.assertNoComplaints();
  }

  private static Page open() throws Exception {
    IN_BROWSER.ward().start(WardInBrowser.QUICK_BEAT);
    return IN_BROWSER.another("/ward.html", 960, 540, EmulatedHeadset::addProbes);
  }

  private static Object ask(Page page, String question) {
    return page.evaluate("() => screens." + question);
  }

  /** How often a patient's screen was drawn. */
  private static int screensOf(Page page, String patient) {
    return ((Number)
            page.evaluate(
                "id => written.sheets.filter((s) => s.some((w) => w.text.startsWith(id))).length",
                patient))
        .intValue();
  }

  /** What is seen of a bed, once nothing of it changes any more. */
  private static byte[] atRest(Page page, Locator row) {
    byte[][] last = {picture(page, row)};
    page.waitForCondition(
        () -> {
          byte[] now = picture(page, row);
          boolean isAtRest = Arrays.equals(last[0], now);
          last[0] = now;
          return isAtRest;
        });
    return last[0];
  }

  private static byte[] picture(Page page, Locator row) {
    double x = Double.parseDouble(row.getAttribute("data-x"));
    double y = Double.parseDouble(row.getAttribute("data-y"));
    return page.screenshot(new Page.ScreenshotOptions().setClip(new Clip(x - 30, y - 25, 60, 50)));
  }
}
