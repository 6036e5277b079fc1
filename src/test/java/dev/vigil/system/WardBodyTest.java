package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import dev.vigil.dashboard.registry.Admission;
import dev.vigil.models.features.BaselineNames;
import dev.vigil.schemas.AlertTransition.Kind;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.PatientContext.Limits;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Tick;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A patient's body in the three-dimensional ward: with an emulated headset, and without one. */
class WardBodyTest {
  private static final int WIDTH = 480;
  private static final int HEIGHT = 270;
  private static final String SEPSIS = WardCast.id(4);
  private static final String HYPOXIA = WardCast.id(11);
  private static final String TRAINING = "drill-1-01";

  /** Metres from the head to the body, along the floor. */
  private static final String DISTANCE =
      "ward.body.group.position.distanceTo(ward.immersion.headset.head.setY(0))";

  /** What is usual of the heart rate by its label. */
  private static final String USUAL_IS =
      "usual => { const notes ="
          + " document.getElementById('scene').vigil.body.value('heart-rate')?.notes; return notes"
          + " && (usual === '' ? notes.length === 0 : notes.some((note) => note.includes(usual)));"
          + " }";

  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  private SimulatedWard ward;

  @BeforeEach
  void enter() {
    ward = IN_BROWSER.ward();
  }

  @Test
  void values_standAtTheirPlaces_andWhatAlertsIsMarked() throws Exception {
    usualHeartRate();
    EmulatedHeadset headset = wear();
    headset.enterVr();
    headset.aimControllerAtBed(SEPSIS);

    headset.press("controller", "panel", "body");

    assertThat(headset.ask("ward.body.id")).isEqualTo(SEPSIS);
    assertThat(headset.number(DISTANCE)).isBetween(1.5, 3.0);
    double degrees =
        ((Number) headset.page().evaluate("m => body.degrees(m)", headset.number(DISTANCE)))
            .doubleValue();
    assertThat(degrees).as("of a capital").isGreaterThan(0.95);
    assertPlaces(headset);
    letASecondPass(headset);
    assertThat(headset.page().evaluate("() => body.said()"))
        .isEqualTo(
            "consciousness Confusion calm, body-temperature 39.3 calm, respiratory-rate 27 medium,"
                + " heart-rate 128 calm, spo2 92 calm, systolic-pressure 89/48 high");
    Page page = headset.page();
    page.waitForFunction("() => written.label('BP', '89/48', 'mmHg', '41 s', '!!! High')");
    page.waitForFunction("() => written.label('RR', '27', '/min', 'now', '!! Medium')");
    // On one line where the font has it, else on two.
    page.waitForFunction(
        "() => written.label('HR', '128', 'now')?.map(({ text }) => text).join(', ')"
            + ".includes('usual 74–90, above')");
    page.waitForFunction("() => written.label('Bed 4', '" + SEPSIS + "')");

    headset.press("controller", "panel", "body");

    assertThat(headset.ask("ward.body.group.visible")).isEqualTo(false);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void value_thatNoLongerComes_looksUnmonitored_andAllDoWhenTheServerIsSilent() throws Exception {
    EmulatedHeadset headset = wear();
    headset.enterVr();
    headset.pinchBed(HYPOXIA);
    headset.press("hand", "panel", "body");
    letASecondPass(headset);
    assertSays(headset, "spo2", "87", "high");

    for (int second = 0; second < 40; second++) {
      ward.tick(List.of(HYPOXIA));
    }

    Page page = headset.page();
    page.waitForFunction("() => headset.ward.body.value('spo2').state === 'unmonitored'");
    assertSays(headset, "spo2", "87", "unmonitored");
    assertSays(headset, "heart-rate", "104", "unmonitored");
    page.waitForFunction("() => body.isGreyAndOld('SpO₂', '87', '!!! High')");
    ward.raise(
        HYPOXIA,
        Kind.UNMONITORED,
        Priority.LOW,
        "No Heart rate comes, expected every 1 s",
        new Evidence(List.of(), null, null, ward.now() - 40, "Clears when Heart rate comes again"));
    page.waitForFunction("() => body.isGreyAndOld('HR', '104', '! Low')");
    page.waitForFunction("() => written.label('Bed 11', 'Unmonitored · nothing current')");

    headset.press("hand", "panel", "previous");

    assertThat(headset.ask("ward.body.id"))
        .isNotEqualTo(HYPOXIA)
        .isEqualTo(headset.ask("ward.panel.id"));
    String other = String.valueOf(headset.ask("ward.body.id"));
    page.waitForFunction("id => written.label(id)", other);
    IN_BROWSER.assertNoComplaints();

    ward.close();

    page.waitForFunction("() => headset.ward.body.value('heart-rate').state === 'unmonitored'");
    page.waitForFunction("() => written.label('HR').some(({ text }) => /^NOT LIVE, /.test(text))");
    assertThat(page.evaluate("() => body.beforeTheEyes()"))
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .contains("NOT LIVE");
  }

  @Test
  void trainingPatient_isMarkedOnScreenPanelBodyAndHint() throws Exception {
    ward.registry.admit(trainingWithLimits(), "test").toCompletableFuture().get();
    ward.reading(TRAINING, "heart-rate", 140);
    EmulatedHeadset headset = wear();
    Page page = headset.page();
    page.locator("#ward").selectOption("T");
    assertThat(page.locator("#beds button")).hasCount(1);
    headset.enterVr();
    page.waitForFunction("id => body.isMarkedOnItsScreen(id)", TRAINING);
    headset.aimControllerAtBed(TRAINING);

    headset.press("controller", "panel", "body");

    letASecondPass(headset);
    assertThat(page.evaluate("() => written.on(headset.ward.panel.mesh.material.map.image)"))
        .asInstanceOf(InstanceOfAssertFactories.list(String.class))
        .contains("TRAINING")
        .anyMatch(text -> text.startsWith("TRAINING · not a patient"));
    page.waitForFunction(
        "id => written.label('Bed 1', id, 'TRAINING · not a patient', 'TRAINING')", TRAINING);
    page.waitForFunction(
        "names => names.every((name) => written.label(name, '–', 'never', 'TRAINING'))",
        List.of("ACVPU", "Temp", "RR", "SpO₂", "BP"));
    page.waitForFunction("() => written.label('HR', '140', '▲ above 120', 'TRAINING')");
    assertSays(headset, "heart-rate", "140", "limit");
    assertSays(headset, "spo2", "–", "unmonitored");

    ward.raise(
        TRAINING,
        Kind.LIMIT,
        Priority.HIGH,
        "Heart rate is above 130 /min",
        ward.limit(TRAINING, "heart-rate", 130, "Clears when it is at or below 130 /min"));
    page.waitForFunction("() => written.label('HR', '140', '!!! High', 'TRAINING')");
    headset.press("controller", "desk", "left");
    headset.press("controller", "desk", "left");
    page.waitForFunction("() => written.label('TRAINING Bed 1 ▶')");
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void withoutAHeadset_keyAndButtonShowItBesideTheDetails() throws Exception {
    ward.start(WardInBrowser.QUICK_BEAT);
    Page page = IN_BROWSER.another("/ward.html", 1200, 540, EmulatedHeadset::addProbes);
    page.locator("#beds button[data-patient='" + SEPSIS + "']").click();
    assertThat(page.locator("#details .body")).hasText("Show body");

    page.keyboard().press("b");

    assertThat(page.locator("#details .body")).hasText("Hide body");
    assertThat(page.evaluate("() => document.getElementById('scene').vigil.body.id"))
        .isEqualTo(SEPSIS);
    assertThat(page.evaluate("() => body.outOfSight()")).isEqualTo("");
    assertThat(page.locator("#details .alert").first()).isVisible();
    page.setViewportSize(390, 800);
    assertThat(page.locator("#details .alert").first()).isHidden();
    page.waitForCondition(() -> "".equals(page.evaluate("() => body.outOfSight()")));
    // CSS pixels, once the body stands anew in the smaller picture.
    page.waitForFunction("async () => (await body.smallestText())?.pixels >= 11");

    page.locator("#details .body").click();

    assertThat(page.locator("#details .body")).hasText("Show body");
    assertThat(page.evaluate("() => document.getElementById('scene').vigil.body.id")).isNull();
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void usual_isAskedForAgain_onceAnHourHasPassed_andSoonerWhereNobodyAnswered() throws Exception {
    usualHeartRate();
    ward.start(WardInBrowser.QUICK_BEAT);
    Page page = IN_BROWSER.another("/ward.html", 1200, 540);
    page.locator("#beds button[data-patient='" + SEPSIS + "']").click();
    page.keyboard().press("b");
    page.waitForFunction(USUAL_IS, "74–90");
    ward.history.addFeature(BaselineNames.of("heart-rate").centre(), 62);
    page.route("**/usual", Route::abort);

    ward.view.apply(new Tick(ward.now() + 3600, "test"));

    page.waitForFunction(USUAL_IS, "");
    page.unroute("**/usual");
    ward.view.apply(new Tick(ward.now() + 3900, "test"));
    page.waitForFunction(USUAL_IS, "54–70");
  }

  private static Admission trainingWithLimits() {
    SortedMap<String, Limits> limits =
        new TreeMap<>(Map.of("heart-rate", new Limits(null, BigDecimal.valueOf(120))));
    return new Admission(
        TRAINING,
        Origin.TRAINING,
        "T",
        "1",
        null,
        null,
        null,
        null,
        limits,
        null,
        null,
        null,
        null,
        null);
  }

  /** A week whose heart rate was 74 to 90 /min. */
  private void usualHeartRate() {
    BaselineNames names = BaselineNames.of("heart-rate");
    ward.history.addFeature(names.centre(), 82);
    ward.history.addFeature(names.change(), 10);
    ward.history.addFeature(names.deviation(), 2.5);
    ward.history.addFeature(names.hours(), 120);
  }

  private static EmulatedHeadset wear() throws Exception {
    IN_BROWSER.ward().start(WardInBrowser.QUICK_BEAT);
    return new EmulatedHeadset(
        IN_BROWSER.another(
            "/ward.html",
            WIDTH,
            HEIGHT,
            page -> {
              EmulatedHeadset.install(page);
              EmulatedHeadset.addProbes(page);
            }));
  }

  /** Without it for ten seconds, a page says NOT LIVE: everybody is measured anew. */
  private void letASecondPass(EmulatedHeadset headset) {
    ward.tick(List.of());
    headset
        .page()
        .waitForFunction("() => headset.ward.body.value('heart-rate').state !== 'unmonitored'");
  }

  private static void assertSays(EmulatedHeadset headset, String vital, String text, String state) {
    Map<?, ?> value = (Map<?, ?>) headset.ask("ward.body.value('" + vital + "')");
    assertThat(value.get("text")).as(vital).isEqualTo(text);
    assertThat(value.get("state")).as(vital).isEqualTo(state);
  }

  private static void assertPlaces(EmulatedHeadset headset) {
    Map<?, ?> places = (Map<?, ?>) headset.page().evaluate("() => body.places()");
    assertPlace(places, "consciousness", -0.04, 1.61);
    assertPlace(places, "body-temperature", 0.08, 1.54);
    assertPlace(places, "respiratory-rate", -0.08, 1.25);
    assertPlace(places, "heart-rate", 0.04, 1.27);
    assertPlace(places, "systolic-pressure", 0.21, 1.22);
    assertPlace(places, "spo2", -0.28, 0.65);
  }

  private static void assertPlace(Map<?, ?> places, String vital, double x, double y) {
    Object at = requireNonNull(places.get(vital), vital);
    assertThat(EmulatedHeadset.part(at, "x")).as(vital).isCloseTo(x, within(0.03));
    assertThat(EmulatedHeadset.part(at, "y")).as(vital).isCloseTo(y, within(0.03));
    assertThat(EmulatedHeadset.part(at, "off")).as(vital + " off the skin").isLessThan(0.04);
  }
}
