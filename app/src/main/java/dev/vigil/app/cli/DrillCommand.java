package dev.vigil.app.cli;

import picocli.CommandLine.Command;

/** {@code vigil drill}. */
@Command(
    name = "drill",
    description =
        "Practise on simulated patients in a ward of their own: people answer on the board, and"
            + " what they did, and how soon, is reported.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      DrillStartCommand.class,
      DrillStopCommand.class,
      DrillListCommand.class,
      DrillReportCommand.class
    })
public final class DrillCommand extends CommandGroup {}
