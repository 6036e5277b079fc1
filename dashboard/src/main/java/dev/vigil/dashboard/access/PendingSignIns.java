package dev.vigil.dashboard.access;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sign-ins that have begun here and go on at an identity provider. Each ends once, in the browser
 * in which it began, within ten minutes. Times are seconds since the epoch.
 */
public final class PendingSignIns {
  /** How long one waits. */
  public static final long SECONDS = 600;

  private static final int MOST = 10_000;

  private final Map<String, Pending> byState = new LinkedHashMap<>();

  /**
   * What one needs in order to end.
   *
   * @param nonce has to come back in the ID token
   * @param verifier of which the provider has the hash (PKCE, RFC 7636)
   * @param browser digest of what only the browser has in which it began
   * @param to page to go to
   */
  public record Pending(String nonce, String verifier, String browser, String to, long until) {
    /** Hides what is secret. */
    @Override
    public String toString() {
      return "Pending[" + to + "]";
    }
  }

  /**
   * One that has just begun.
   *
   * @param state goes to the provider and comes back
   * @param browser goes into a cookie of the browser
   */
  public record Begun(String state, String browser, Pending pending) {
    /** Hides what is secret. */
    @Override
    public String toString() {
      return "Begun[" + pending + "]";
    }
  }

  /** Begins one that is to lead to a page. */
  public synchronized Begun begin(String to, long now) {
    byState.values().removeIf(pending -> pending.until() <= now);
    if (byState.size() >= MOST) {
      byState.remove(byState.keySet().iterator().next());
    }
    String state = Secrets.random();
    String browser = Secrets.random();
    Pending pending =
        new Pending(Secrets.random(), Secrets.random(), Secrets.digest(browser), to, now + SECONDS);
    byState.put(Secrets.digest(state), pending);
    return new Begun(state, browser, pending);
  }

  /** Ends one; null if none with this state began in this browser, or it was long ago. */
  public synchronized @Nullable Pending end(
      @Nullable String state, @Nullable String browser, long now) {
    if (state == null || browser == null) {
      return null;
    }
    Pending pending = byState.remove(Secrets.digest(state));
    return pending == null
            || pending.until() <= now
            || !pending.browser().equals(Secrets.digest(browser))
        ? null
        : pending;
  }
}
