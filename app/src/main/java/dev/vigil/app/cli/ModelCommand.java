package dev.vigil.app.cli;

import picocli.CommandLine.Command;

/** {@code vigil model}. */
@Command(
    name = "model",
    description = "Models: which are live, and training new ones.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ModelListCommand.class, ModelTrainCommand.class})
public final class ModelCommand extends CommandGroup {}
