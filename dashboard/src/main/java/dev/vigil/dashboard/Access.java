package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.access.FailedSignIns;
import dev.vigil.dashboard.access.Sessions;
import dev.vigil.dashboard.access.SignInLinks;
import dev.vigil.dashboard.access.UserFile;
import java.nio.file.Path;

/**
 * The ways in.
 *
 * @param users who have a password
 * @param sessions who have signed in
 * @param links that sign in once
 * @param failures of those who tried
 */
public record Access(UserFile users, Sessions sessions, SignInLinks links, FailedSignIns failures) {
  private static final String SESSIONS = "sessions.json";

  public Access {
    requireNonNull(users, "users is null");
    requireNonNull(sessions, "sessions is null");
    requireNonNull(links, "links is null");
    requireNonNull(failures, "failures is null");
  }

  /**
   * The usual ones.
   *
   * @param users the user file; it need not exist
   * @param folder where the sessions are kept
   */
  public static Access of(Path users, Path folder) {
    UserFile file = new UserFile(users);
    return new Access(
        file,
        new Sessions(folder.resolve(SESSIONS), file),
        new SignInLinks(file),
        new FailedSignIns());
  }
}
