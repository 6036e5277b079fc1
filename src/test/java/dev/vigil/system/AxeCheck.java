package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Deque's axe-core over a page: what keeps people with a disability out of it. */
final class AxeCheck {
  private static final String RUN =
      "async () => (await axe.run(document, {resultTypes: ['violations']})).violations"
          + ".flatMap(v => v.nodes.map(n => `${v.id}: ${n.target} ${n.failureSummary}`))";

  private AxeCheck() {}

  static void assertNoViolations(Page page) throws IOException {
    assertNoViolations(page, page.url().replaceAll("#.*", ""));
  }

  /** What is on the page now, such as a dialog, is said where it fails. */
  static void assertNoViolations(Page page, String where) throws IOException {
    if (!(Boolean) page.evaluate("() => 'axe' in window")) {
      try (InputStream in = AxeCheck.class.getResourceAsStream("/axe.min.js")) {
        page.evaluate(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      }
    }
    assertThat((List<?>) page.evaluate(RUN)).as(where).isEmpty();
  }
}
