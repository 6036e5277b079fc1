package dev.vigil.dashboard.access;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who has signed in. Kept in a file, so that a wall screen stays signed in when Vigil is started
 * again; the file has digests only. Where it can't be written, on a full disk, people sign in all
 * the same: nobody is kept from the board, and what is lost is that they stay signed in over a
 * start. A session that was ended never comes back. Times are seconds since the epoch.
 */
public final class Sessions {
  /** A session ends so long after its beginning: no shift is longer. */
  public static final long LONGEST_SECONDS = 12 * 3600L;

  private static final Logger LOG = LoggerFactory.getLogger(Sessions.class);
  private static final int MOST = 10_000;
  private static final TypeReference<List<Kept>> SESSIONS = new TypeReference<>() {};

  private final Path file;
  private final UserFile users;
  private final Map<String, Kept> byDigest = new LinkedHashMap<>();

  /** The same for whoever only looks: an event loop must not wait while the file is written. */
  private volatile Map<String, Kept> seen = Map.of();

  /**
   * A session as it is kept.
   *
   * @param digest of its id
   * @param caller who has signed in; of a user only the name counts, the rest is in the user file
   * @param isUser whether it is one of the user file, who has signed in with the password
   * @param until when it ends
   * @param elsewhere whether an identity provider says who it is; null for no
   * @param password digest of the user's password hash when it began, also where a link signed in
   *     under a user's name; null where there was no such user, and in what an earlier Vigil kept
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Kept(
      String digest,
      Caller caller,
      boolean isUser,
      long until,
      @Nullable Boolean elsewhere,
      @Nullable String password) {
    /** Whoever had a password that is another by now is out. */
    boolean isOf(User user) {
      return password == null || password.equals(Secrets.digest(user.password()));
    }

    /** Whether it ends with a user of the user file. */
    boolean endsWithUser() {
      return isUser || password != null;
    }
  }

  /**
   * A session that has just begun.
   *
   * @param id goes into the cookie, and nowhere else
   * @param seconds how long it lasts
   */
  public record Begun(String id, Caller caller, long seconds) {
    /** Hides the id. */
    @Override
    public String toString() {
      return "Begun[" + caller + "]";
    }
  }

  /**
   * Goes on with those in the file.
   *
   * @throws IllegalStateException if others may read the file
   */
  public Sessions(Path file, UserFile users) {
    this.file = requireNonNull(file, "file is null");
    this.users = requireNonNull(users, "users is null");
    try {
      if (Files.exists(file)) {
        OwnerOnly.require(file);
        Json.mapper()
            .readValue(Files.readAllBytes(file), SESSIONS)
            .forEach(kept -> byDigest.put(kept.digest(), kept));
      }
    } catch (JacksonException e) {
      byDigest.clear(); // damaged: everybody signs in again
    } catch (IOException e) {
      throw new UncheckedIOException("session file " + file + " can't be read", e);
    }
    seen = Map.copyOf(byDigest);
  }

  /** Somebody of the user file has signed in. */
  public Begun begin(User user, long now) {
    String password = Secrets.digest(user.password());
    return begin(user.caller(), true, password, null, now, LONGEST_SECONDS);
  }

  /**
   * Somebody has come by a link: with the link's roles and wards, and where the name is a user's,
   * for no longer than that user is one.
   */
  public Begun begin(Caller caller, long now) {
    return begin(caller, false, users.mark(caller.name()), null, now, LONGEST_SECONDS);
  }

  /**
   * Somebody has signed in at an identity provider.
   *
   * @param seconds after which its word on roles and wards is asked for again
   */
  public Begun beginElsewhere(Caller caller, long now, long seconds) {
    return begin(caller, false, null, true, now, Math.min(seconds, LONGEST_SECONDS));
  }

  private synchronized Begun begin(
      Caller caller,
      boolean isUser,
      @Nullable String password,
      @Nullable Boolean elsewhere,
      long now,
      long seconds) {
    String id = Secrets.random();
    byDigest.values().removeIf(kept -> kept.until() <= now);
    while (byDigest.size() >= MOST) {
      byDigest.remove(byDigest.keySet().iterator().next());
    }
    String digest = Secrets.digest(id);
    byDigest.put(digest, new Kept(digest, caller, isUser, now + seconds, elsewhere, password));
    if (!write()) {
      LOG.error("Who signs in now has to do so again when Vigil is started again");
    }
    return new Begun(id, caller, seconds);
  }

  /** Who has the session; null if there is none, or it, its user or its password has ended. */
  public @Nullable Caller find(@Nullable String id, long now) {
    Kept kept = id == null ? null : seen.get(Secrets.digest(id));
    if (kept == null || kept.until() <= now) {
      return null;
    }
    if (!kept.endsWithUser()) {
      return kept.caller();
    }
    User user = users.find(kept.caller().name());
    if (user == null || !kept.isOf(user)) {
      return null;
    }
    return kept.isUser() ? user.caller() : kept.caller();
  }

  /** Ends a session, and writes that down; true if an identity provider had said who it is. */
  public synchronized boolean end(String id) {
    Kept ended = byDigest.remove(Secrets.digest(id));
    if (ended == null) {
      return false;
    }
    if (!write()) {
      forget();
    }
    return Boolean.TRUE.equals(ended.elsewhere());
  }

  /**
   * What a page of the session has to say with every change: another site's page can send the
   * cookie, but can't know this.
   */
  public static String pageToken(String id) {
    return Secrets.digest("page " + id);
  }

  /** Whether it is the session's; takes the same time wherever they differ. */
  public static boolean isPageToken(String id, @Nullable String presented) {
    return presented != null
        && MessageDigest.isEqual(
            pageToken(id).getBytes(StandardCharsets.UTF_8),
            presented.getBytes(StandardCharsets.UTF_8));
  }

  /** False if the file is as it was before, and the log says why. */
  private boolean write() {
    seen = Map.copyOf(byDigest);
    try {
      OwnerOnly.write(file, Json.encode(byDigest.values()));
      return true;
    } catch (UncheckedIOException e) {
      LOG.error("{}: make room there", e.getMessage());
      return false;
    }
  }

  /** The file has a session that was ended: it must not come back at the next start. */
  private void forget() {
    try {
      Files.deleteIfExists(file);
      LOG.error("{} was deleted: all sign in again when Vigil is started again", file);
    } catch (IOException e) {
      LOG.error("{} has a session that was ended: delete it before Vigil is started again", file);
    }
  }
}
