package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.world.Address;
import dev.vigil.dashboard.access.UserFile;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vigil user remove}. */
@Command(
    name = "remove",
    description =
        "Take a user out; who has signed in with the password, or by a link under this name, is out"
            + " at once, too.")
final class UserRemoveCommand extends VigilCommand {
  @Parameters(paramLabel = "NAME", description = "Who.")
  private String name = "";

  @Override
  protected int run(VigilConfig config, Output output) {
    UserFile file = new UserFile(Address.users(config, config.data().folder()));
    if (!UserFiles.in(() -> file.remove(name))) {
      throw VigilException.problem(
          "There is no user " + name + ": ./vigil user list shows who there is.");
    }
    output.print("Removed " + name + ".", Map.of("removed", name));
    return DONE;
  }
}
