package dev.vigil.app.cli;

import picocli.CommandLine.Command;

/** {@code vigil features}. */
@Command(
    name = "features",
    description = "Feature vectors: what the stream knew of its patients.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {FeaturesExportCommand.class})
public final class FeaturesCommand extends CommandGroup {}
