package dev.vigil.dashboard.access;

import static java.util.Objects.requireNonNull;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Links that sign in once, within ten minutes; under a user's name only while that user is one,
 * with the same password. Times are seconds since the epoch.
 */
public final class SignInLinks {
  /** How long one opens. */
  public static final long SECONDS = 600;

  private static final int MOST = 1000;

  private final UserFile users;
  private final Map<String, Open> byDigest = new LinkedHashMap<>();

  /**
   * A link.
   *
   * @param user by which the user of that name is known; null if there was none
   */
  private record Open(Caller caller, @Nullable String user, long until) {}

  /** None yet. */
  public SignInLinks(UserFile users) {
    this.users = requireNonNull(users, "users is null");
  }

  /** The code of a new link for somebody. */
  public synchronized String make(Caller caller, long now) {
    byDigest.values().removeIf(open -> open.until() <= now);
    if (byDigest.size() >= MOST) {
      byDigest.remove(byDigest.keySet().iterator().next());
    }
    String code = Secrets.random();
    byDigest.put(Secrets.digest(code), new Open(caller, users.mark(caller.name()), now + SECONDS));
    return code;
  }

  /**
   * Whom it signs in, and it never does again; null if it was used, is too old or wrong, or its
   * user was taken out meanwhile.
   */
  public synchronized @Nullable Caller use(String code, long now) {
    Open open = byDigest.remove(Secrets.digest(code));
    if (open == null || open.until() <= now) {
      return null;
    }
    boolean isNobody = open.user() != null && !open.user().equals(users.mark(open.caller().name()));
    return isNobody ? null : open.caller();
  }
}
