package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import java.util.regex.Pattern;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** A command about one drill of the running Vigil. */
abstract class OneDrill extends VigilCommand {
  private static final Pattern ID = Pattern.compile("drill-[0-9]{1,9}");

  @Mixin private ServerOption server = new ServerOption();

  @Parameters(index = "0", paramLabel = "DRILL", description = "Which, such as drill-1.")
  private String drill = "";

  /** Does the work. */
  abstract void act(ServerClient client, Output output);

  @Override
  protected final int run(VigilConfig config, Output output) {
    if (!ID.matcher(drill).matches()) {
      throw new ParameterException(
          spec().commandLine(), "DRILL is '" + drill + "', expected one such as drill-1");
    }
    act(server.client(config), output);
    return DONE;
  }

  /** Where the API has this drill. */
  final String path() {
    return DrillText.PATH + "/" + drill;
  }
}
