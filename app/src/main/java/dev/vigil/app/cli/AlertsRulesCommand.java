package dev.vigil.app.cli;

import picocli.CommandLine.Command;

/** {@code vigil alerts rules}. */
@Command(
    name = "rules",
    description = "The rules that raise alerts: which hold, changing, checking and trying them.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RulesShowCommand.class,
      RulesSetCommand.class,
      RulesCheckCommand.class,
      RulesExplainCommand.class,
      RulesTryCommand.class
    })
final class AlertsRulesCommand extends CommandGroup {}
