package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Debian's Chromium, driven by Playwright. What a page complains about (a script error, a broken
 * content policy, a request to elsewhere) is kept: a test asks for it at its end.
 */
final class Browsers implements AutoCloseable {
  private static final List<Path> CHROMIUM =
      List.of(Path.of("/usr/bin/chromium"), Path.of("/usr/bin/chromium-browser"));
  private static final int PATIENCE_MILLIS = 90_000;

  /** Draws with what stands in for a graphics card, so that pages have WebGL. */
  private static final List<String> DRAWN_LIKE_A_CARD =
      List.of(
          "--use-gl=angle",
          "--use-angle=swiftshader",
          "--enable-unsafe-swiftshader",
          "--ignore-gpu-blocklist");

  private static final List<String> QUIET =
      List.of(
          "--no-sandbox",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");
  private static final String REQUIRED = "VIGIL_REQUIRE_SERVICES";

  private final Playwright playwright;
  private final Browser browser;
  private final List<String> complaints = new ArrayList<>();

  private Browsers(Path chromium, List<String> drawing) {
    // A page drawn in software on a busy machine takes its time; what is asserted doesn't change.
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium)
                    .setChromiumSandbox(false)
                    .setArgs(Stream.concat(drawing.stream(), QUIET.stream()).toList()));
  }

  /** Skips the test where there is no Chromium, unless services are required. */
  static Browsers open() {
    return open(DRAWN_LIKE_A_CARD);
  }

  /** Without WebGL: what a page costs isn't mixed with what stands in for a graphics card. */
  static Browsers flat() {
    return open(List.of("--disable-gpu"));
  }

  private static Browsers open(List<String> drawing) {
    Path chromium = CHROMIUM.stream().filter(Files::isExecutable).findFirst().orElse(null);
    if (chromium == null && Boolean.parseBoolean(System.getenv(REQUIRED))) {
      throw new IllegalStateException(
          "Chromium is missing and " + REQUIRED + " is set: install Debian's package 'chromium'");
    }
    assumeTrue(
        chromium != null,
        "left out: no Chromium; install Debian's package 'chromium' or run ./vigil test --yes");
    return new Browsers(chromium, drawing);
  }

  /** A page in a browser context of its own, thus signed in nowhere. */
  Page page(int width, int height) {
    BrowserContext context =
        browser.newContext(
            new Browser.NewContextOptions()
                .setViewportSize(width, height)
                .setReducedMotion(ReducedMotion.REDUCE));
    Page page = context.newPage();
    page.setDefaultTimeout(PATIENCE_MILLIS);
    page.onPageError(complaints::add);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error")) {
            complaints.add(message.text());
          }
        });
    page.onRequest(
        request -> {
          if (!request.url().startsWith("http://127.0.0.1:")) {
            complaints.add("asked for " + request.url());
          }
          if (request.url().contains("sign-in=")) {
            complaints.add("sent a link's code in a URL");
          }
        });
    return page;
  }

  /** A page of another kind of browser context, of which nothing is kept. */
  Page page(Browser.NewContextOptions of) {
    return browser.newContext(of).newPage();
  }

  /** Closes all pages and forgets their complaints: between two tests. */
  void closePages() {
    List.copyOf(browser.contexts()).forEach(BrowserContext::close);
    complaints.clear();
  }

  void assertNoComplaints() {
    assertThat(complaints).isEmpty();
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
  }
}
