package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.AlertTransition.Kind;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Episode;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Priority;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** No hand in a headset answers an alert that its owner has not read. */
class WardAnswerTest {
  private static final String BED_2 = WardCast.id(2);

  /** The page's steady clock stands still: whatever has just come has just come. */
  private static final String STAND_STILL =
      "() => { window.goesOn = performance.now.bind(performance);"
          + " const then = performance.now(); performance.now = () => then; }";

  /** It goes on, two seconds later. */
  private static final String GO_ON = "() => { performance.now = () => window.goesOn() + 2_000; }";

  /** After all that the ward has said. */
  private static final long LATER = 1_000_000;

  private static final String BUTTON = "headset.button('panel', 'acknowledge')";

  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  private SimulatedWard ward;
  private AlertTransition first;
  private AlertTransition second;

  @BeforeEach
  void raiseTwo() {
    ward = IN_BROWSER.ward();
    first = raise("spo2", "Oxygen saturation by pulse oximetry is below 88 %");
    second = raise("heart-rate", "Heart rate is above 130 /min");
  }

  @Test
  void secondPinch_answersNotTheAlertThatTookThePlaceOfTheFirst() throws Exception {
    EmulatedHeadset headset = openBed2();
    Page page = headset.page();
    Object place = page.evaluate("() => " + BUTTON);
    headset.press("hand", "panel", "acknowledge " + first.alert() + "/");
    page.waitForCondition(() -> ward.commands.size() == 1);
    page.evaluate(STAND_STILL);
    firstGoes(page);

    page.evaluate("at => headset.choose('hand', at)", place);

    assertThat(page.evaluate("() => " + BUTTON)).isEqualTo(place);
    assertThat(headset.ask("ward.panel.buttons[0].id")).asString().contains(second.alert());
    assertThat(ward.commands).hasSize(1);
    page.evaluate(GO_ON);
    headset.press("hand", "panel", "acknowledge " + second.alert());
    page.waitForCondition(() -> ward.commands.size() == 2);
    assertThat(ward.commands.get(1).alert()).isEqualTo(second.alert());
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void pressThatBeganOnAnotherAlert_answersNone() throws Exception {
    EmulatedHeadset headset = openBed2();
    Page page = headset.page();
    page.evaluate("() => headset.hold('controller', " + BUTTON + ")");
    page.evaluate(STAND_STILL);
    firstGoes(page);
    page.evaluate(GO_ON);
    page.waitForFunction("id => headset.isReady('panel', 'acknowledge ' + id)", second.alert());

    page.evaluate("() => headset.letGo('controller')");

    assertThat(ward.commands).isEmpty();
    headset.press("controller", "panel", "acknowledge " + second.alert());
    page.waitForCondition(() -> ward.commands.size() == 1);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void pressThatBeganWhileTheAnswerWasGrey_answersNone() throws Exception {
    EmulatedHeadset headset = openBed2();
    Page page = headset.page();
    Object place = page.evaluate("() => " + BUTTON);
    page.evaluate(STAND_STILL);
    firstGoes(page);
    page.evaluate("at => headset.hold('controller', at)", place);
    page.evaluate(GO_ON);
    page.waitForFunction("id => headset.isReady('panel', 'acknowledge ' + id)", second.alert());

    page.evaluate("() => headset.letGo('controller')");

    assertThat(ward.commands).isEmpty();
    headset.press("controller", "panel", "acknowledge " + second.alert());
    page.waitForCondition(() -> ward.commands.size() == 1);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void alertThatWasWithdrawn_waitsForAPersonWhoHasSeenThat() throws Exception {
    AlertTransition gone =
        new AlertTransition(
            first.alert(),
            first.sequence() + 1,
            first.patient(),
            first.origin(),
            first.ward(),
            first.bed(),
            first.rule(),
            first.kind(),
            State.WITHDRAWN,
            first.priority(),
            Cause.WITHDRAWN,
            first.measured(),
            ward.now(),
            null,
            "a reading was withdrawn",
            first.evidence());
    show(gone);
    EmulatedHeadset headset = openBed2();

    headset.press("controller", "panel", "acknowledge " + gone.alert() + "/2");

    headset.page().waitForCondition(() -> ward.commands.size() == 1);
    assertThat(ward.commands.get(0).alert()).isEqualTo(gone.alert());
    IN_BROWSER.assertNoComplaints();
  }

  /** The second one moves up to where it stood. */
  private void firstGoes(Page page) {
    show(second);
    page.waitForFunction("id => headset.ward.panel.buttons[0].id.includes(id)", second.alert());
  }

  /** This alone is open. */
  private void show(AlertTransition alert) {
    Episode open = new Episode(BED_2, first.decided(), List.of(alert));
    ward.view.applyEpisode(BED_2, open, new OutputNumber(LATER, ward.now(), 0));
  }

  private static EmulatedHeadset openBed2() throws Exception {
    EmulatedHeadset headset = IN_BROWSER.wear(640, 360);
    headset.enterVr();
    headset.aimControllerAtBed(BED_2);
    headset.page().waitForFunction("() => headset.isReady('panel', 'acknowledge')");
    return headset;
  }

  private AlertTransition raise(String vital, String because) {
    return ward.raise(
        BED_2,
        Kind.LIMIT,
        Priority.HIGH,
        because,
        ward.limit(BED_2, vital, 88, "Clears when it is back inside"));
  }
}
