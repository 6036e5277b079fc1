package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.world.Address;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.Role;
import dev.vigil.dashboard.access.UserFile;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil user add}. */
@Command(
    name = "add",
    description =
        "Add a user, or give one of this name another password, other roles and wards. Who has"
            + " signed in with the old password is out at once.")
final class UserAddCommand extends VigilCommand {
  @Parameters(
      paramLabel = "NAME",
      description = "1 to 64 letters, digits, dots, dashes, underscores or @.")
  private String name = "";

  @Option(
      names = "--role",
      required = true,
      paramLabel = "ROLE",
      split = ",",
      description = "One or more of ${COMPLETION-CANDIDATES}.")
  private List<Role> roles = List.of();

  @Mixin private WardsOption only = new WardsOption();

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "Take the password from the first line of a file (default: ask for it).")
  private @Nullable Path passwordFile;

  @Override
  protected int run(VigilConfig config, Output output) {
    UserFile file = new UserFile(Address.users(config, config.data().folder()));
    String password = password();
    Set<String> wards = only.wards().isEmpty() ? null : Set.copyOf(only.wards());
    Caller added = UserFiles.in(() -> file.put(name, Set.copyOf(roles), wards, password)).caller();
    output.print("Added " + UserListCommand.line(added) + ".", added);
    return DONE;
  }

  private String password() {
    if (passwordFile != null) {
      try {
        return Files.readString(passwordFile).lines().findFirst().orElse("");
      } catch (IOException e) {
        throw VigilException.problem("The file " + passwordFile + " can't be read.", e);
      }
    }
    Console console = System.console();
    if (console == null) {
      throw VigilException.usage(
          "There is no terminal to ask for the password at: give --password-file.");
    }
    char[] first = console.readPassword("Password for %s: ", name);
    char[] second = console.readPassword("Again: ");
    if (first == null || second == null || !String.valueOf(first).equals(String.valueOf(second))) {
      throw VigilException.problem("The passwords differ: nothing was changed.");
    }
    return String.valueOf(first);
  }
}
