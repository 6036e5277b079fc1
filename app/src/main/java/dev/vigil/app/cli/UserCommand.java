package dev.vigil.app.cli;

import picocli.CommandLine.Command;

/** {@code vigil user}. */
@Command(
    name = "user",
    description =
        "Who may sign in with a password: the users in this Vigil's user file. A running Vigil"
            + " takes note of a change at once.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {UserListCommand.class, UserAddCommand.class, UserRemoveCommand.class})
public final class UserCommand extends CommandGroup {}
