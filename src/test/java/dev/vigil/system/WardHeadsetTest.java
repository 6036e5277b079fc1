package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import dev.vigil.dashboard.registry.Transfer;
import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The ward with an emulated headset in a real browser, drawn in software. */
class WardHeadsetTest {
  /** Wide enough for the list of beds, small enough for software. */
  private static final int WIDTH = 820;

  private static final int HEIGHT = 360;
  private static final String SEPSIS = WardCast.id(4);
  private static final String HYPOXIA = WardCast.id(11);
  private static final String DISTANCE =
      "ward.panel.mesh.position.distanceTo(ward.immersion.headset.head)";

  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  private SimulatedWard ward;

  @BeforeEach
  void enter() {
    ward = IN_BROWSER.ward();
  }

  @Test
  void controller_opensAPatientAcknowledgesAndLeaves() throws Exception {
    EmulatedHeadset headset = wear();
    headset.enterVr();

    headset.aimControllerAtBed(SEPSIS);

    assertThat(headset.ask("ward.panel.id")).isEqualTo(SEPSIS);
    assertThat(headset.number(DISTANCE)).isBetween(1.5, 3.0);
    int open = (int) headset.number("ward.panel.buttons.length");
    headset.press("controller", "panel", "acknowledge");
    Page page = headset.page();
    page.waitForCondition(() -> ward.commands.size() == 1);
    assertThat(ward.commands.get(0).patient()).isEqualTo(SEPSIS);
    page.waitForFunction("open => headset.ward.panel.buttons.length < open", open);

    headset.press("controller", "desk", "leave");

    page.waitForFunction("() => !headset.ward.immersion.isOn");
    assertThat(page.locator("#enter-vr")).isVisible();
    assertThat(headset.ask("ward.panel.id")).isNull();
    page.locator("#beds button[data-patient='" + SEPSIS + "']").click();
    assertThat(page.locator("#details .acknowledged")).containsText("✓ dr.lin");
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void hand_opensAPatientByAPinchAcknowledgesAndGoesOn() throws Exception {
    EmulatedHeadset headset = wear();
    headset.enterVr();

    headset.pinchBed(HYPOXIA);

    assertThat(headset.ask("ward.panel.id")).isEqualTo(HYPOXIA);
    headset.press("hand", "panel", "acknowledge");
    headset.page().waitForCondition(() -> ward.commands.size() == 1);
    assertThat(ward.commands.get(0).patient()).isEqualTo(HYPOXIA);
    headset.press("hand", "panel", "previous");
    assertThat(headset.ask("ward.panel.id")).isEqualTo(SEPSIS);
    headset.press("hand", "panel", "close");
    assertThat(headset.ask("ward.panel.mesh.visible")).isEqualTo(false);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void gaze_opensAPatientWhereThereIsNothingToPointWith_andAnswersNothing() throws Exception {
    EmulatedHeadset headset = wear();
    headset.enterVr();
    headset.withoutHands();
    Page page = headset.page();

    page.evaluate("id => headset.look(headset.bed(id))", HYPOXIA);

    page.waitForFunction("id => headset.ward.panel.id === id", HYPOXIA);
    page.evaluate("() => headset.look(headset.button('panel', 'acknowledge'))");
    page.evaluate("() => headset.lookFor(2000)");
    assertThat(headset.ask("ward.panel.id")).isEqualTo(HYPOXIA);
    assertThat(ward.commands).isEmpty();
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void whoeverTurnsAway_isToldOnWhichSideAnAlertAsks() throws Exception {
    EmulatedHeadset headset = wear();
    headset.enterVr();
    assertThat(headset.ask("ward.immersion.hints.said")).asString().isEqualTo("[null, null]");

    headset.thumbstick(-1);
    assertThat(headset.number("ward.view.rig.rotation.y")).isCloseTo(Math.PI / 6, within(1e-6));
    headset.press("controller", "desk", "left");
    headset.press("controller", "desk", "left");

    assertThat(headset.number("ward.view.rig.rotation.y")).isCloseTo(Math.PI / 2, within(1e-6));
    assertThat(headset.ask("ward.immersion.hints.said"))
        .asString()
        .startsWith("[null, ")
        .contains(SEPSIS);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void floorAndSeat_moveWhoeverIsThereAndNotTheWard() throws Exception {
    EmulatedHeadset headset = wear();
    headset.enterVr();
    String bed = String.valueOf(headset.page().evaluate("id => headset.bed(id)", SEPSIS));

    headset.choosePoint(0.8, 0, 1.2);

    assertThat(headset.number("ward.immersion.headset.head.x")).isCloseTo(0.8, within(0.1));
    assertThat(headset.number("ward.immersion.headset.head.z")).isCloseTo(1.2, within(0.1));
    assertPanelOfABedNearbyStandsBeforeTheWall(headset);
    headset.ask("device.position.set(0, 1.1, 0) && 0");
    headset.pictures(2);
    headset.press("controller", "desk", "seated");
    headset.pictures(2);
    assertThat(headset.number("ward.immersion.headset.head.y")).isCloseTo(1.6, within(0.02));
    assertThat(headset.page().evaluate("id => headset.bed(id)", SEPSIS)).hasToString(bed);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void desk_bringsOneToAnotherWard() throws Exception {
    for (int i : new int[] {2, 19}) {
      Transfer move = new Transfer(1, "C2", "7", null);
      ward.registry.transfer(WardCast.id(i), move, "test").toCompletableFuture().get();
    }
    EmulatedHeadset headset = wear();
    headset.enterVr();
    assertThat(headset.ask("ward.world.room.order"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .hasSize(WardCast.PATIENTS - 2);

    headset.press("controller", "desk", "ward C2");

    assertThat(headset.ask("ward.world.room.order"))
        .asString()
        .isEqualTo("[" + WardCast.id(19) + ", " + WardCast.id(2) + "]");
    assertThat(headset.page().locator("#beds button")).hasCount(2);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void ar_putsAPanelIntoTheRoomAndWhereItIsWanted() throws Exception {
    EmulatedHeadset headset = wear();
    headset.enterAr();

    assertThat(headset.ask("ward.world.room.scene.visible")).isEqualTo(false);
    assertThat(headset.ask("ward.view.scene.background")).isNull();
    assertThat(headset.ask("ward.panel.id")).isEqualTo(SEPSIS);
    assertThat(headset.number(DISTANCE)).isBetween(1.5, 3.0);
    assertThat(headset.ask("ward.immersion.hints.elsewhere")).isEqualTo(HYPOXIA);

    headset.press("controller", "panel", "body");
    assertBodyBesideThePanel(headset);

    headset.choosePoint(2.2, 0, -1);

    assertBodyBesideThePanel(headset);
    Object at = headset.ask("ward.panel.mesh.position");
    assertThat(EmulatedHeadset.part(at, "x")).isCloseTo(2.2, within(0.3));
    headset.press("controller", "panel", "acknowledge");
    headset.page().waitForCondition(() -> ward.commands.size() == 1);
    headset.press("controller", "desk", "leave");
    headset.page().waitForFunction("() => !headset.ward.immersion.isOn");
    assertThat(headset.ask("ward.world.room.scene.visible")).isEqualTo(true);
    assertThat(headset.ask("ward.body.group.visible")).isEqualTo(false);
    assertThat(headset.ask("ward.immersion.hints.elsewhere")).isNull();
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void twoClinicians_seeEachOtherAndWhomTheyHaveChosen() throws Exception {
    EmulatedHeadset one = wear();
    EmulatedHeadset other =
        new EmulatedHeadset(
            IN_BROWSER.another("/ward.html", WIDTH, HEIGHT, EmulatedHeadset::install));
    one.enterVr();
    other.enterVr();
    one.page().waitForFunction("() => headset.ward.people.shown.length === 1");

    other.aimControllerAtBed(HYPOXIA);
    other.ask("device.position.set(0.5, 1.7, -0.4) && 0");
    other.pictures(2);

    one.page()
        .waitForFunction(
            "([id]) => headset.ward.people.shown[0].selected === id"
                + " && Math.abs(headset.ward.people.shown[0].at[0] - 0.5) < 0.1",
            List.of(HYPOXIA));
    assertThat(one.ask("ward.people.shown[0].name")).isEqualTo(SimulatedWard.NAME);
    assertThat(one.page().locator("#others")).hasText("Also here: " + SimulatedWard.NAME);
    other.page().close();
    one.page().waitForFunction("() => headset.ward.people.shown.length === 0");
    IN_BROWSER.assertNoComplaints();
  }

  private static void assertPanelOfABedNearbyStandsBeforeTheWall(EmulatedHeadset headset) {
    headset.choosePoint(1.2, 0, -1.6);
    assertThat(headset.number("ward.immersion.headset.head.x")).isCloseTo(1.2, within(0.1));
    Object bed =
        headset.ask(
            "ward.world.room.order[ward.world.room.places.findIndex((place) => place.azimuth > 0.6"
                + " && Math.abs(place.y - 1.6) < 0.5)]");

    headset.aimControllerAtBed(String.valueOf(bed));

    assertThat(headset.ask("ward.panel.id")).isEqualTo(bed);
    assertThat(headset.number(DISTANCE)).isBetween(1.5, 3.0);
    assertThat(headset.number("Math.hypot(ward.panel.mesh.position.x, ward.panel.mesh.position.z)"))
        .as("metres from the middle, where the wall is 4")
        .isLessThan(3.75);
  }

  private static void assertBodyBesideThePanel(EmulatedHeadset headset) {
    assertThat(headset.ask("ward.body.group.visible")).isEqualTo(true);
    assertThat(
            headset.number(
                "ward.body.group.position.distanceTo(ward.immersion.headset.head.setY(0))"))
        .isBetween(1.5, 3.0);
    assertThat(
            headset.number(
                "Math.hypot(ward.body.group.position.x - ward.panel.mesh.position.x,"
                    + " ward.body.group.position.z - ward.panel.mesh.position.z)"))
        .isBetween(1.1, 1.8);
  }

  private static EmulatedHeadset wear() throws Exception {
    return IN_BROWSER.wear(WIDTH, HEIGHT);
  }
}
