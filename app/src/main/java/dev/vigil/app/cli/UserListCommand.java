package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.world.Address;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.Role;
import dev.vigil.dashboard.access.User;
import dev.vigil.dashboard.access.UserFile;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** {@code vigil user list}. */
@Command(name = "list", description = "The users, their roles and wards.")
final class UserListCommand extends VigilCommand {
  @Override
  protected int run(VigilConfig config, Output output) {
    UserFile file = new UserFile(Address.users(config, config.data().folder()));
    List<Caller> users = UserFiles.in(file::all).stream().map(User::caller).toList();
    output.list(
        users, UserListCommand::line, "No user yet: ./vigil user add NAME --role clinician.");
    return DONE;
  }

  static String line(Caller user) {
    String roles =
        user.roles().stream().sorted().map(UserListCommand::word).collect(Collectors.joining(", "));
    String wards =
        user.wards() == null
            ? "all wards"
            : "wards " + user.wards().stream().sorted().collect(Collectors.joining(", "));
    return user.name() + ": " + roles + "; " + wards;
  }

  private static String word(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
