package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.runtime.CodeVersion;
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
        "vigil " + CodeVersion.get() + " (Java " + java + ")",
        Map.of("vigil", CodeVersion.get(), "java", java));
    return DONE;
  }

  /** For {@code vigil --version}. */
  static final class Provider implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"vigil " + CodeVersion.get()};
    }
  }
}
