package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.dashboard.drill.Drill;
import dev.vigil.dashboard.drill.DrillOrder;
import dev.vigil.schemas.Json;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code vigil drill start}. */
@Command(
    name = "start",
    description =
        "Admit simulated patients to a ward that nobody lies in, one of whom gets worse and stays"
            + " so. Nobody else comes into that ward until the drill ends.")
final class DrillStartCommand extends VigilCommand {
  /** The patients are admitted and the gateway has heard of them before the answer comes. */
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @Mixin private ServerOption server = new ServerOption();
  @Mixin private WhyOption why = new WhyOption();

  @Parameters(
      paramLabel = "SCENARIO",
      description =
          "What happens: bleeding, bradyarrhythmia, device-silent, respiratory-failure, sensor-off"
              + " or sepsis.")
  private String scenario = "";

  @Option(
      names = "--ward",
      paramLabel = "WARD",
      description = "Its ward (default: ${DEFAULT-VALUE}).")
  private String ward = "training";

  @Option(
      names = "--patients",
      paramLabel = "N",
      description = "How many, 1 to 30 (default: " + DrillOrder.PATIENTS + ").")
  private @Nullable Integer patients;

  @Option(
      names = "--after",
      paramLabel = "SECONDS",
      description =
          "When one of them begins to get worse, 0 to 1800 (default: "
              + DrillOrder.AFTER_SECONDS
              + ").")
  private @Nullable Integer after;

  @Option(
      names = "--pace",
      paramLabel = "X",
      description = "Times faster than usual that one gets worse, 1 to 4 (default: 1).")
  private @Nullable Integer pace;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "The same seed, the same patients (default: others each time).")
  private @Nullable Long seed;

  @Override
  protected int run(VigilConfig config, Output output) {
    JsonNode body = Json.mapper().valueToTree(order());
    Drill started =
        ServerAnswer.as(
            Drill.class, server.client(config).send("POST", DrillText.PATH, body, PATIENCE));
    output.print(
        DrillText.line(started) + "\nEnd it with ./vigil drill stop " + started.id() + ".",
        started);
    return DONE;
  }

  private DrillOrder order() {
    try {
      return new DrillOrder(ward, scenario, patients, after, pace, seed, why.because());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec().commandLine(), String.valueOf(e.getMessage()));
    }
  }
}
