package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.vigil.schemas.AlertTransition.Kind;
import dev.vigil.schemas.Priority;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pages in Chinese, in a real browser. */
class LanguageBrowserTest {
  private static final String BED_2 = WardCast.id(2);
  private static final String BED_4 = WardCast.id(4);

  /**
   * Words in Latin letters that a Chinese page has: names that are no English words, units, ids,
   * what people and models are called, keys of the keyboard, and the commands.
   */
  private static final String KNOWN =
      "p-\\d+|mon-p-\\d+|dr\\.lin|\\./vigil( [a-z-]+)?|Vigil|News2?|NEWS2?|news2|MEWS|mews|qSOFA"
          + "|SIRS|SOFA|ROX|rox|SpO|EtCO|FiO|ACVPU|pH|PSI|IEC|Siddiqi|WebGL|VR|AR|mmHg|mmol/L"
          + "|/min|L/min|\\bmin\\b|mg/dL|Enter|Tab|Esc|Home|End|Shift|English|B4|sepsis:2|HTTP|API"
          + "|a recording|\\brule\\b";

  /** What the server says in sentences of its own: docs/BOARD.md lists it. */
  private static final String SERVER_SAYS = "#technical p, .judgements span, .without span";

  private static final String LEFT =
      "([known, serverSays]) => {"
          + " const word = new RegExp('[A-Za-z]{2,}'), all = new RegExp(known, 'g'), left = [];"
          + " const take = (text, at) => {"
          + "   const rest = text.replace(all, ' ');"
          + "   if (word.test(rest)) left.push(`${at}: ${text.trim()}`); };"
          + " for (const element of document.querySelectorAll('body, body *')) {"
          + "   if (element.matches('script, style') || element.closest(serverSays)) continue;"
          + "   for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-valuetext',"
          + "     'data-text', 'data-old'])"
          + "     take(element.getAttribute(name) ?? '', `${element.tagName} ${name}`);"
          + "   for (const node of element.childNodes)"
          + "     if (node.nodeType === 3) take(node.data, element.tagName + '.' +"
          + " element.className);"
          + " }"
          + " take(document.title, 'title');"
          + " return left; }";

  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  @Test
  void chinese_isChosenOnThePage_andAnAlertIsSeenAndAcknowledgedInIt() throws Exception {
    SimulatedWard ward = IN_BROWSER.ward();
    Page page = IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, 1600, 900);
    assertThat(page.locator("html")).hasAttribute("lang", "en");

    page.locator("#language").selectOption("zh");

    assertThat(page.locator("html")).hasAttribute("lang", "zh");
    assertThat(page.locator("#live")).hasText("实时");
    assertThat(card(page, BED_4).locator(".foot")).containsText("收缩压 89 < 90 mmHg");
    ward.tick(List.of(BED_2));
    ward.reading(BED_2, "spo2", 81, ward.now());
    ward.raise(
        BED_2,
        Kind.LIMIT,
        Priority.HIGH,
        "Oxygen saturation by pulse oximetry is below 88 %",
        ward.limit(
            BED_2,
            "spo2",
            88,
            "Clears when Oxygen saturation by pulse oximetry is at or above 90 %"));
    Locator foot = card(page, BED_2).locator(".foot");
    assertThat(foot).containsText("血氧 81 < 88 %");
    assertThat(foot.locator(".badge")).hasText("!!! 高");
    assertThat(page.locator("#announce-now")).containsText("高优先级报警：2 床。血氧饱和度低于 88 %");

    assertThat(foot.locator("button")).hasText("确认报警");
    foot.locator("button").click();

    assertThat(foot.locator(".acknowledged")).containsText("✓ dr.lin");
    assertThat(ward.commands).hasSize(1);
    page.locator("a.button[href='/models.html']").click();
    assertThat(page.locator("html")).hasAttribute("lang", "zh");
    assertThat(page.locator("#technical")).hasAttribute("aria-label", "技术报警");
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void chinesePages_haveNoEnglishLeft() throws Exception {
    SimulatedWard ward = IN_BROWSER.ward();
    ward.raise(BED_4, Kind.SCORE, Priority.HIGH, "news2 has reached 7", ward.threshold(BED_4, 7));
    ward.monitors = ModelsBrowserTest.drifted();
    Page page = IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, 1280, 900);
    assertThat(page.locator(".card")).hasCount(WardCast.PATIENTS);

    WardInBrowser.go(page, "/", "zh");
    assertThat(page.locator(".card")).hasCount(WardCast.PATIENTS);
    assertNoEnglish(page, "board");
    page.keyboard().press("?");
    assertThat(page.locator("#keys")).isVisible();
    assertNoEnglish(page, "keys");
    page.keyboard().press("Escape");
    card(page, BED_4).locator(".card-title").click();
    assertThat(page.locator("#details")).containsText("国家早期预警评分 NEWS2 达到 7");
    assertThat(page.locator("#details")).containsText("收缩压 89，低于 90 mmHg");
    assertThat(page.locator("#details")).containsText("解除条件：收缩压不低于 90 mmHg");
    assertNoEnglish(page, "details");
    for (String answer : List.of("terms", "shelve")) {
      page.locator("#details [data-focus$='/" + answer + "']").first().click();
      assertNoEnglish(page, answer);
      page.keyboard().press("Escape");
    }

    WardInBrowser.go(page, "/patient.html#" + BED_4, "zh");
    assertThat(page.locator("[data-chart=heart-rate] .chart-name")).hasText("心率 /min");
    assertThat(page.locator("#twin")).containsText("呼吸频率");
    assertNoEnglish(page, "patient");
    for (int form = 0; form < 4; form++) {
      page.locator("#actions button").nth(form).click();
      assertThat(page.locator("dialog.two-step")).isVisible();
      assertNoEnglish(page, "form " + form);
      page.keyboard().press("Escape");
      assertThat(page.locator("dialog.two-step")).hasCount(0);
    }
    page.locator("#then-toggle").click();
    assertThat(page.locator("#then-said")).containsText("当时所知");
    assertThat(page.locator("#twin")).containsText("早于当时");
    assertNoEnglish(page, "as known then");

    WardInBrowser.go(page, "/models.html", "zh");
    assertThat(page.locator(".model .judgements").first()).containsText("输入漂移");
    assertNoEnglish(page, "models");
    WardInBrowser.go(page, "/drill.html", "zh");
    assertThat(page.locator("#start-title")).hasText("开始演练");
    assertThat(page.locator("#drill-scenario option").first()).isAttached();
    assertNoEnglish(page, "drill");
    WardInBrowser.goToRoom(page, "zh");
    assertThat(page.locator("#beds button")).hasCount(WardCast.PATIENTS);
    assertNoEnglish(page, "ward");
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void signIn_isInChineseAndCanSwitch() throws Exception {
    Page page = IN_BROWSER.signedOut("/", WardInBrowser.QUICK_BEAT, 1280, 720);
    page.locator("#sign-in select").selectOption("zh");
    assertThat(page.locator("#sign-in-title")).hasText("登录 Vigil");
    assertThat(page.locator("#sign-in-name")).isFocused();
    page.locator("#sign-in-name").fill(SimulatedWard.NAME);
    page.locator("#sign-in-password").fill("wrong");
    page.locator("#sign-in-password").press("Enter");
    assertThat(page.locator("#sign-in .problem")).containsText("用户名或密码错误");
    assertNoEnglish(page, "sign-in");
  }

  /** Every sentence that the alert rules write is said in Chinese. */
  @Test
  void sentencesOfTheRules_areAllUnderstood_andThoseOfPeopleStay() throws Exception {
    Page page = IN_BROWSER.open("/", WardInBrowser.QUICK_BEAT, 1280, 720);
    WardInBrowser.go(page, "/", "zh");
    List<String> sentences =
        List.of(
            "Systolic blood pressure is below 90 mm[Hg]",
            "pH is above 7.55 [pH]",
            "Heart rate is back inside its limit",
            "No Respiratory rate comes, expected every 60 s",
            "Clears when Respiratory rate comes again",
            "Respiratory rate comes again, or its monitoring is paused",
            "news2 has reached 5 or a single part at or above 3",
            "Clears when news2 is below 5 and has no single part at or above 3",
            "news2 is below its threshold again",
            "No rule with a live model watches news2 any more",
            "It was not so: a reading was corrected",
            "Heart rate is above 130 /min; a reading came late",
            "Heart rate is above 130 /min; it was over before it was known",
            "Clears when this is no longer so",
            "The patient is no longer watched");
    for (String sentence : sentences) {
      assertThat(said(page, sentence).replaceAll(KNOWN, ""))
          .as(sentence)
          .doesNotContainPattern("[A-Za-z]{2,}");
    }
    assertThat(said(page, "Heart rate is above 130 /min; seen on the round"))
        .isEqualTo("心率高于 130 /min；seen on the round");
    assertThat(said(page, "a rule of our own")).isEqualTo("a rule of our own");
  }

  private static String said(Page page, String sentence) {
    return (String)
        page.evaluate("async (text) => (await import('/sentences.js')).said(text)", sentence);
  }

  private static void assertNoEnglish(Page page, String where) {
    List<?> left = (List<?>) page.evaluate(LEFT, List.of(KNOWN, SERVER_SAYS));
    assertThat(left).as(where).isEmpty();
  }

  private static Locator card(Page page, String patient) {
    return page.locator(".card[data-patient='" + patient + "']");
  }
}
