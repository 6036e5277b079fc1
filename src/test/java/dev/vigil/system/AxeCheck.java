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
    try (InputStream in = AxeCheck.class.getResourceAsStream("/axe.min.js")) {
      page.evaluate(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    assertThat((List<?>) page.evaluate(RUN)).isEmpty();
  }
}
