package dev.vigil.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A headset made of script (iwer emulates a Meta Quest 3) on a page of the three-dimensional ward.
 * Points are metres in the room.
 */
final class EmulatedHeadset {
  private static final List<String> SCRIPTS = List.of("/iwer/iwer.min.js", "/headset.js");
  private static final List<String> PROBES = List.of("/written.js", "/body.js", "/screens.js");

  private final Page page;

  EmulatedHeadset(Page page) {
    this.page = page;
  }

  /** Puts the headset on a page before it is loaded. */
  static void install(Page page) {
    SCRIPTS.forEach(script -> page.addInitScript(read(script)));
  }

  /**
   * Lets a page be asked what is written on its canvases ({@code written}), how a patient's body
   * stands there ({@code body}), and when screens of made-up patients are drawn ({@code screens}).
   */
  static void addProbes(Page page) {
    PROBES.forEach(script -> page.addInitScript(read(script)));
  }

  private static String read(String resource) {
    try (InputStream in = EmulatedHeadset.class.getResourceAsStream(resource)) {
      return new String(Objects.requireNonNull(in, resource).readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Page page() {
    return page;
  }

  void enterVr() {
    enter("enter-vr");
  }

  void enterAr() {
    enter("enter-ar");
  }

  private void enter(String button) {
    page.waitForFunction("() => document.querySelector('#beds button[data-at]')");
    page.waitForFunction("id => !document.getElementById(id).hidden", button);
    page.evaluate("id => headset.enter(id)", button);
  }

  void aimControllerAtBed(String patient) {
    page.evaluate("id => headset.choose('controller', headset.bed(id))", patient);
  }

  void pinchBed(String patient) {
    page.evaluate("id => headset.choose('hand', headset.bed(id))", patient);
  }

  /** Presses the first button of the panel or the desk whose name begins so, once it can be. */
  void press(String kind, String surface, String button) {
    page.waitForFunction(
        "([surface, id]) => headset.isReady(surface, id)", List.of(surface, button));
    page.evaluate(
        "([kind, surface, id]) => headset.choose(kind, headset.button(surface, id))",
        List.of(kind, surface, button));
  }

  void choosePoint(double x, double y, double z) {
    page.evaluate("at => headset.choose('controller', at)", List.of(x, y, z));
  }

  /** Nothing to point with but the head. */
  void withoutHands() {
    page.evaluate("() => headset.withoutHands()");
  }

  void thumbstick(double x) {
    page.evaluate("x => headset.thumbstick(x)", x);
  }

  /** Lets so many pictures pass. */
  void pictures(int count) {
    page.evaluate("count => headset.pictures(count)", count);
  }

  /** From now on the page draws nothing, while everything else in it goes on. */
  void holdUp() {
    page.evaluate("() => headset.holdUp()");
  }

  /** Writes into the browser's trace when the work for a picture begins and ends. */
  void markPictures() {
    page.evaluate("() => headset.markPictures()");
  }

  /** What an expression over {@code ward} (everything that is drawn) and {@code device} gives. */
  Object ask(String expression) {
    return page.evaluate("(({ ward, device }) => " + expression + ")(headset)");
  }

  double number(String expression) {
    return ((Number) ask(expression)).doubleValue();
  }

  /** The parts of {@code panel.mesh.position} and the like. */
  static double part(Object vector, String axis) {
    return ((Number) Objects.requireNonNull(((Map<?, ?>) vector).get(axis))).doubleValue();
  }
}
