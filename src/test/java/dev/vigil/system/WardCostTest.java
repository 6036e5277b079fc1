package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Page;
import dev.vigil.schemas.PatientContext.Sex;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What a large ward in a headset costs: pictures are drawn in software, so no time is judged. */
class WardCostTest {
  private static final int BEDS = 200;
  private static final int MOST_DRAW_CALLS = 100;
  private static final int PICTURES = 40;

  /**
   * Bytes that Vigil's own modules may take for one picture. It is some 350 once the compiler has
   * taken over; before, the interpreter puts numbers into boxes. One object for each bed would be
   * over twice the bound.
   */
  private static final double MOST_BYTES_PER_PICTURE = 3_000;

  /** On a busy machine the compiler takes over late: so many times it is looked whether it has. */
  private static final int ROUNDS = 8;

  private static final double MOST_GROWTH_BYTES = 500_000;

  /** In view.js, the one way to a picture. */
  private static final String DRAWS = "#draw";

  /** Modules that run for each picture; the others run when the server says something. */
  private static final Set<String> PER_PICTURE =
      Set.of(
          "aim.js",
          "atlas.js",
          "body.js",
          "hands.js",
          "hints.js",
          "immersion.js",
          "layout.js",
          "numerals.js",
          "people.js",
          "room.js",
          "surface.js",
          "view.js",
          "ward.js");

  /** How much smaller a bed is in a ward that goes all around. */
  private static final double SMALL = 0.75;

  /** Degrees of arc of a value's capital or of its whole line, from the middle of the ward. */
  private static final String DEGREES =
      "async (what) => { const tile = await import('/tile.js'), layout = await"
          + " import('/layout.js'); const { FONT } = await import('/pen.js'); const g ="
          + " document.createElement('canvas').getContext('2d'); g.font = `650 ${tile.VALUE}px"
          + " ${FONT}`; const high = what === 'line' ? tile.VALUE :"
          + " g.measureText('H').actualBoundingBoxAscent; const metres = (high *"
          + " layout.SCREEN_WIDTH) / tile.WIDTH; return (Math.atan(metres / layout.RADIUS) * 180) /"
          + " Math.PI; }";

  private static final String SCALE =
      "async (beds) => (await import('/layout.js')).places(beds, true)[0].scale";

  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  @Test
  void wardOf200Beds_takesFewDrawCallsAndNoMemoryPerPicture() throws Exception {
    fill(IN_BROWSER.ward());
    EmulatedHeadset headset = IN_BROWSER.wear(240, 135);
    Page page = headset.page();
    headset.enterVr();
    page.waitForFunction("() => headset.ward.world.room.order.length === " + BEDS);
    headset.aimControllerAtBed(WardCast.id(4));
    headset.press("controller", "panel", "body");

    assertThat(headset.number("ward.view.renderer.xr.getCamera().cameras.length")).isEqualTo(2);
    assertThat(headset.number("ward.view.renderer.info.render.calls"))
        .isBetween(20.0, (double) MOST_DRAW_CALLS);

    Steady steady = new Steady(headset, page.context().newCDPSession(page));
    double bytes = steady.bytesPerPicture();
    for (int i = 1; i < ROUNDS && bytes >= MOST_BYTES_PER_PICTURE; i++) {
      bytes = steady.bytesPerPicture();
    }
    assertThat(bytes).as("bytes per picture").isLessThan(MOST_BYTES_PER_PICTURE);
    assertThat(steady.growth()).isLessThan(MOST_GROWTH_BYTES);
    IN_BROWSER.assertNoComplaints();
  }

  @Test
  void values_areADegreeHighForWhoeverStandsInTheMiddle() throws Exception {
    fill(IN_BROWSER.ward());
    IN_BROWSER.ward().start(WardInBrowser.QUICK_BEAT);
    Page page = IN_BROWSER.another("/ward.html", 240, 135);
    page.waitForFunction("() => document.querySelector('#beds button')");

    double capital = ((Number) page.evaluate(DEGREES, "capital")).doubleValue();
    double line = ((Number) page.evaluate(DEGREES, "line")).doubleValue();

    assertThat(capital).as("a capital in a ward of 30 beds").isGreaterThan(0.95);
    assertThat(line * SMALL).as("a line in a ward of " + BEDS + " beds").isGreaterThan(1);
    assertThat(((Number) page.evaluate(SCALE, BEDS)).doubleValue()).isEqualTo(SMALL);
    assertThat(((Number) page.evaluate(SCALE, WardCast.PATIENTS)).doubleValue()).isEqualTo(1);
  }

  private static void fill(SimulatedWard ward) throws Exception {
    for (int i = WardCast.PATIENTS + 1; i <= BEDS; i++) {
      String patient = WardCast.id(i);
      ward.admit(patient, Integer.toString(i), 30 + i % 60, Sex.FEMALE);
      ward.reading(patient, "heart-rate", 60 + i % 40);
      ward.reading(patient, "spo2", 95 + i % 5);
      ward.reading(patient, "respiratory-rate", 12 + i % 6);
      ward.score(patient);
    }
  }

  /** What some pictures in a row take. */
  private static final class Steady {
    private final EmulatedHeadset headset;
    private final CDPSession inspector;
    private double before;

    Steady(EmulatedHeadset headset, CDPSession inspector) {
      this.headset = headset;
      this.inspector = inspector;
      inspector.send("HeapProfiler.enable");
    }

    double bytesPerPicture() {
      before = usedAfterCollection();
      JsonObject all = new JsonObject();
      all.addProperty("samplingInterval", 512);
      all.addProperty("includeObjectsCollectedByMajorGC", true);
      all.addProperty("includeObjectsCollectedByMinorGC", true);
      inspector.send("HeapProfiler.startSampling", all);
      double first = headset.number("ward.view.renderer.info.render.frame");
      headset.pictures(PICTURES);
      double drawn = headset.number("ward.view.renderer.info.render.frame") - first;
      assertThat(drawn).as("each picture is drawn once").isBetween(1.0 * PICTURES, 1.5 * PICTURES);
      JsonObject profile = inspector.send("HeapProfiler.stopSampling").getAsJsonObject("profile");
      assertThat(profile.toString()).as("what draws").contains('"' + DRAWS + '"');
      return taken(profile.getAsJsonObject("head"), false) / drawn;
    }

    /** What the pictures of the last time left, in bytes. */
    double growth() {
      return usedAfterCollection() - before;
    }

    private double usedAfterCollection() {
      inspector.send("HeapProfiler.collectGarbage");
      return inspector.send("Runtime.getHeapUsage").get("usedSize").getAsDouble();
    }
  }

  /**
   * Bytes that Vigil's own modules took for pictures, with what they called of the language's own.
   * What they took when the server said something, or each second, is not of a picture: a slow
   * machine draws few in that time.
   */
  private static double taken(JsonObject node, boolean isForPicture) {
    JsonObject frame = node.getAsJsonObject("callFrame");
    boolean isDrawn = isForPicture || frame.get("functionName").getAsString().equals(DRAWS);
    String url = frame.get("url").getAsString();
    boolean isOwn = PER_PICTURE.contains(url.substring(url.lastIndexOf('/') + 1));
    double bytes = isDrawn && isOwn ? node.get("selfSize").getAsDouble() : 0;
    for (var child : node.getAsJsonArray("children")) {
      bytes += taken(child.getAsJsonObject(), isDrawn);
    }
    return bytes;
  }
}
