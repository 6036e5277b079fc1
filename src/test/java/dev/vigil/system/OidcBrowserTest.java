package dev.vigil.system;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import dev.vigil.dashboard.IdentityProvider;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Signing in at an identity provider in a real browser, which keeps cookies as browsers do. */
class OidcBrowserTest {
  @RegisterExtension static final WardInBrowser IN_BROWSER = new WardInBrowser();

  @Test
  void personOfTheOrganisation_comesToTheWard_andAnotherWithoutARoleIsToldWhy() throws Exception {
    try (IdentityProvider provider = new IdentityProvider(0)) {
      IN_BROWSER.ward().signingInAt(IdentityProvider.settings(provider.issuer()));
      Page page = IN_BROWSER.signedOut("/ward.html", WardInBrowser.QUICK_BEAT, 1280, 720);

      provider.next("c.cook", List.of("canteen"), List.of("B4"));
      page.locator("a#sign-in-elsewhere").click();
      assertThat(page.locator("h1")).hasText("You have no role in this Vigil");
      page.locator("a.button").click();

      assertThat(page.locator("#sign-in")).isVisible();
      provider.next("b.nurse", List.of("ward-nurses"), List.of("B4"));
      page.locator("a#sign-in-elsewhere").click();

      assertThat(page.locator("#sign-out")).hasText("b.nurse");
      assertThat(page.locator(".card")).hasCount(WardCast.PATIENTS);
      assertThat(page.evaluate("document.cookie")).as("no script reads a cookie").isEqualTo("");
    }
  }
}
