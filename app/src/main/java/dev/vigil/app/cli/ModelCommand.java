package dev.vigil.app.cli;

import picocli.CommandLine.Command;

/** {@code vigil model}. */
@Command(
    name = "model",
    description =
        "Models: which are live, deploying and promoting them, what is in one, training or"
            + " importing new ones, and how good they are.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ModelListCommand.class,
      ModelShowCommand.class,
      ModelDeployCommand.class,
      ModelPromoteCommand.class,
      ModelRollbackCommand.class,
      ModelRetireCommand.class,
      ModelTrainCommand.class,
      ModelEvaluateCommand.class,
      ModelBacktestCommand.class,
      ModelRecalibrateCommand.class,
      ModelForecastCommand.class,
      ModelNextHourCommand.class,
      ModelImportCommand.class,
      ModelReferenceCommand.class,
      ModelOutcomesCommand.class,
      ModelSignCommand.class
    })
public final class ModelCommand extends CommandGroup {}
