package dev.vigil.dashboard.access;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Links that sign in once, within ten minutes. Times are seconds since the epoch. */
public final class SignInLinks {
  /** How long one opens. */
  public static final long SECONDS = 600;

  private static final int MOST = 1000;

  private final Map<String, Open> byDigest = new LinkedHashMap<>();

  private record Open(Caller caller, long until) {}

  /** The code of a new link for somebody. */
  public synchronized String make(Caller caller, long now) {
    byDigest.values().removeIf(open -> open.until() <= now);
    if (byDigest.size() >= MOST) {
      byDigest.remove(byDigest.keySet().iterator().next());
    }
    String code = Secrets.random();
    byDigest.put(Secrets.digest(code), new Open(caller, now + SECONDS));
    return code;
  }

  /** Whom it signs in, and it never does again; null if it was used, is too old or wrong. */
  public synchronized @Nullable Caller use(String code, long now) {
    Open open = byDigest.remove(Secrets.digest(code));
    return open == null || open.until() <= now ? null : open.caller();
  }
}
