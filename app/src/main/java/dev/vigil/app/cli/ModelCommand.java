package dev.vigil.app.cli;

import picocli.CommandLine.Command;

/** {@code vigil model}. */
@Command(
    name = "model",
    description = "Models: which are live, training new ones, and how good they are.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ModelListCommand.class,
      ModelTrainCommand.class,
      ModelEvaluateCommand.class,
      ModelRecalibrateCommand.class,
      ModelForecastCommand.class
    })
public final class ModelCommand extends CommandGroup {}
