package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.vigil.dashboard.registry.Discharge;
import dev.vigil.dashboard.registry.Transfer;
import dev.vigil.schemas.AlertTransition.Kind;
import dev.vigil.schemas.PatientContext.Sex;
import dev.vigil.schemas.Priority;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The three-dimensional ward when others come and go, and what does not start or rests. */
class WardChangesTest {
  private static final String SEPSIS = WardCast.id(4);
  private static final String HYPOXIA = WardCast.id(11);
  private static final String LAST_SOUND_IS =
      "id => document.getElementById('scene').vigil.sound.last?.id === id";

  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  private SimulatedWard ward;

  @BeforeEach
  void enter() {
    ward = IN_BROWSER.ward();
  }

  @Test
  void whoHasAPatientOpenWhoIsMoved_isStillSeenInTheRoom() throws Exception {
    Page one = open();
    Page other = IN_BROWSER.another("/ward.html", 840, 400);
    row(other, SEPSIS).click();
    one.waitForFunction(
        "id => document.getElementById('scene').vigil.people.shown[0]?.selected === id", SEPSIS);

    Transfer move = new Transfer(1, "C2", "7", null);
    ward.registry.transfer(SEPSIS, move, "test").toCompletableFuture().get();

    one.waitForFunction(
        "() => { const [person] = document.getElementById('scene').vigil.people.shown; return"
            + " person && !person.selected; }");
    assertThat(other.locator("#details h2")).containsText(SEPSIS);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void bedThatWasPointedAt_onceItsPatientHasGone_opensNobodyElses() throws Exception {
    Page page = open();
    page.locator("#scene").focus();
    page.keyboard().press("ArrowRight");
    assertThat(page.locator("#announce")).hasText("Bed 4");
    row(page, HYPOXIA).click();
    page.locator("#details header .actions > button").last().click();
    assertThat(page.locator("#details")).isHidden();

    discharge(SEPSIS);
    assertThat(row(page, SEPSIS)).hasCount(0);
    page.locator("#scene").focus();
    page.keyboard().press("Enter");

    assertThat(page.locator("#details").isVisible()).isFalse();
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void panelInAr_comesAgainWhenItIsAskedFor_andIsTheNextOnesWhenItsPatientLeaves()
      throws Exception {
    EmulatedHeadset headset = IN_BROWSER.wear(840, 400);
    Page page = headset.page();
    headset.enterAr();
    page.waitForFunction("id => headset.ward.panel.id === id", SEPSIS);
    headset.press("controller", "panel", "close");
    assertThat(headset.ask("ward.panel.id")).isNull();

    headset.choosePoint(2.2, 0, -1);

    assertThat(headset.ask("ward.panel.id")).isEqualTo(SEPSIS);
    discharge(SEPSIS);
    page.waitForFunction("id => headset.ward.panel.id === id", HYPOXIA);
    assertThat(headset.ask("ward.panel.mesh.visible")).isEqualTo(true);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void whoWalksFarAwayInAr_staysConnected() throws Exception {
    EmulatedHeadset headset = IN_BROWSER.wear(840, 400);
    Page one = IN_BROWSER.another("/ward.html", 840, 400);
    headset.enterAr();
    one.waitForFunction("() => document.getElementById('scene').vigil.people.shown.length === 1");

    headset.ask("device.position.set(80, 1.7, 0) && 0");

    one.waitForFunction(
        "() => document.getElementById('scene').vigil.people.shown[0]?.at[0] === 50");
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void desk_hasTheWardWithAHighAlert_howeverManyThereAre() throws Exception {
    for (int i = 1; i <= 8; i++) {
      ward.admit("p-900" + i, "W" + i, "1", 50, Sex.FEMALE);
      ward.reading("p-900" + i, "heart-rate", 140);
    }
    raise("p-9008");
    EmulatedHeadset headset = IN_BROWSER.wear(840, 400);

    headset.enterVr();

    assertThat(headset.ask("ward.desk.buttons.map((each) => each.id)"))
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .contains("ward B4", "ward W8")
        .filteredOn(id -> id.startsWith("ward "))
        .hasSize(5);
    Set<String> reached = new TreeSet<>();
    for (int press = 0; press < 2; press++) {
      reached.addAll(wardsAtTheDesk(headset));
      headset.press("controller", "desk", "wards");
    }
    assertThat(reached).hasSize(9);
    assertThat(wardsAtTheDesk(headset)).contains("ward B4", "ward W8");
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void sound_goesOnWithTheLogsClock_whileTimersRest() throws Exception {
    ward.start(WardInBrowser.QUICK_BEAT);
    Page page =
        IN_BROWSER.another(
            "/ward.html",
            840,
            400,
            before ->
                before.addInitScript(
                    "const plain = window.setInterval; window.setInterval = (act, millis) => millis"
                        + " === 1000 ? 0 : plain(act, millis);"));
    row(page, SEPSIS).waitFor();
    page.locator("#sound").click();
    page.waitForFunction(LAST_SOUND_IS, SEPSIS);

    // Its burst takes some three seconds.
    page.waitForCondition(
        () -> {
          ward.tick();
          return Boolean.TRUE.equals(page.evaluate(LAST_SOUND_IS, HYPOXIA));
        });

    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void headsetThatDoesNotStart_isSaid_andMayBeTriedAgain() throws Exception {
    EmulatedHeadset headset = IN_BROWSER.wear(840, 400);
    Page page = headset.page();
    page.waitForFunction("() => !document.getElementById('enter-vr').hidden");
    page.evaluate(
        "() => { const ask = navigator.xr.requestSession.bind(navigator.xr);"
            + " navigator.xr.requestSession = () => { navigator.xr.requestSession = ask; return"
            + " Promise.reject(new DOMException('not now', 'NotAllowedError')); }; }");

    page.locator("#enter-vr").click();

    assertThat(page.locator("#headset-problem")).containsText("The headset did not start");
    headset.enterVr();
    assertThat(page.locator("#headset-problem")).isHidden();
    IN_BROWSER.assertNoComplaints();
  }

  private static List<String> wardsAtTheDesk(EmulatedHeadset headset) {
    return ((List<?>) headset.ask("ward.desk.buttons.map((each) => each.id)"))
        .stream().map(String::valueOf).filter(id -> id.startsWith("ward ")).toList();
  }

  private static Page open() throws Exception {
    Page page = IN_BROWSER.open("/ward.html", WardInBrowser.QUICK_BEAT, 840, 400);
    row(page, SEPSIS).waitFor();
    page.waitForFunction("() => document.querySelector('#beds button[data-x]')");
    return page;
  }

  private static Locator row(Page page, String patient) {
    return page.locator("#beds button[data-patient='" + patient + "']");
  }

  private void raise(String patient) {
    ward.raise(
        patient,
        Kind.LIMIT,
        Priority.HIGH,
        "Heart rate is above 130 /min",
        ward.limit(patient, "heart-rate", 130, "Clears when it is back inside"));
  }

  private void discharge(String patient) throws Exception {
    ward.registry.discharge(patient, new Discharge(1, null), "test").toCompletableFuture().get();
  }
}
