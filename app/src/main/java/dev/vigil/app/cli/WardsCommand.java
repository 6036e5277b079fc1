package dev.vigil.app.cli;

import picocli.CommandLine.Command;

/** {@code vigil wards}. */
@Command(
    name = "wards",
    description =
        "How wards call people: shifts, rota, whom an alert asks after how long, quiet hours, and"
            + " the budget of calls.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      WardsShowCommand.class,
      WardsCheckCommand.class,
      WardsSetCommand.class,
      WardsRotaCommand.class
    })
public final class WardsCommand extends CommandGroup {}
