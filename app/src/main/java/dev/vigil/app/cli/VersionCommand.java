package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** {@code vigil version}. */
@Command(name = "version", description = "Show the version of Vigil and of its Java.")
final class VersionCommand extends VigilCommand {
  @Override
  protected int run(VigilConfig config, Output output) {
    String java = Runtime.version().toString();
    output.print(
        "vigil " + version() + " (Java " + java + ")", Map.of("vigil", version(), "java", java));
    return DONE;
  }

  /** From the jar's manifest; a build folder has none. */
  private static String version() {
    String version = VersionCommand.class.getPackage().getImplementationVersion();
    return version == null ? "from its build folder" : version;
  }

  /** For {@code vigil --version}. */
  static final class Provider implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"vigil " + version()};
    }
  }
}
