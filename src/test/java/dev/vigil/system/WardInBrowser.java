package dev.vigil.system;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.Cookie;
import dev.vigil.dashboard.access.Caller;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/**
 * One browser for a test class, a new {@link SimulatedWard} with its {@link WardCast} for each
 * test. To be registered with a static {@link RegisterExtension}.
 */
final class WardInBrowser
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  static final Duration QUICK_BEAT = Duration.ofMillis(200);

  private Browsers browsers;
  private SimulatedWard ward;

  @Override
  public void beforeAll(ExtensionContext context) {
    browsers = Browsers.open();
  }

  @Override
  public void beforeEach(ExtensionContext context) throws Exception {
    ward = new SimulatedWard();
    new WardCast(ward).enter();
  }

  @Override
  public void afterEach(ExtensionContext context) throws Exception {
    browsers.closePages();
    ward.close();
  }

  @Override
  public void afterAll(ExtensionContext context) {
    // Null where there is no browser and the tests are left out.
    if (browsers != null) {
      browsers.close();
    }
  }

  SimulatedWard ward() {
    return ward;
  }

  /** Starts the server with this beat and opens one of its pages, signed in. */
  Page open(String path, Duration beat, int width, int height) throws Exception {
    ward.start(beat);
    return another(path, width, height);
  }

  /** Starts the server and opens the three-dimensional ward with a headset on. */
  EmulatedHeadset wear(int width, int height) throws Exception {
    ward.start(QUICK_BEAT);
    return new EmulatedHeadset(another("/ward.html", width, height, EmulatedHeadset::install));
  }

  /** Another page of the server that runs, signed in. */
  Page another(String path, int width, int height) {
    return another(path, width, height, unchanged -> {});
  }

  /** The same, with something done to the page before it is loaded. */
  Page another(String path, int width, int height, Consumer<Page> before) {
    return at(ward.url(path), width, height, before);
  }

  /** A page of the server that nobody has signed in to. */
  Page signedOut(String path, Duration beat, int width, int height) throws Exception {
    ward.start(beat);
    return at(ward.url(path).replaceAll("#.*", ""), width, height, unchanged -> {});
  }

  /** A page of the server that runs, signed in as somebody else. */
  Page as(Caller caller, String path, int width, int height) {
    return at(ward.url(path, caller), width, height, unchanged -> {});
  }

  /** Another page of the same browser, in a language; nobody signs in again. */
  static void go(Page page, String path, String language) {
    String home = page.url().replaceAll("(://[^/]*)/.*", "$1");
    page.context().addCookies(List.of(new Cookie("vigil-language", language).setUrl(home + "/")));
    // A fragment alone would load nothing.
    page.navigate("about:blank");
    page.navigate(home + path);
  }

  /** The 3D ward in a language; small, as it is drawn in software. */
  static void goToRoom(Page page, String language) {
    page.setViewportSize(840, 400);
    go(page, "/ward.html", language);
  }

  /** The page of a URL, with something done to it before it is loaded. */
  Page at(String url, int width, int height, Consumer<Page> before) {
    Page page = browsers.page(width, height);
    before.accept(page);
    page.navigate(url);
    return page;
  }

  /** A page of another kind of browser context, with nothing in it yet. */
  Page page(Browser.NewContextOptions of) {
    return browsers.page(of);
  }

  void assertNoComplaints() {
    browsers.assertNoComplaints();
  }

  /** Sets the moment of which a patient's page shows the knowledge. */
  static void know(Page page, long second) {
    page.locator("#then-exact")
        .evaluate(
            "(input, s) => {"
                + " const away = new Date(s * 1000).getTimezoneOffset() * 60;"
                + " input.value = new Date((s - away) * 1000).toISOString().slice(0, 19);"
                + " input.dispatchEvent(new Event('change')); }",
            (double) second);
  }
}
