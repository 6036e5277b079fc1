package dev.vigil.app.cli;

import picocli.CommandLine.Command;

/** {@code vigil patient}. */
@Command(
    name = "patient",
    description = "The patients of the running Vigil: who is watched, where, and how.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      PatientListCommand.class,
      PatientShowCommand.class,
      PatientAdmitCommand.class,
      PatientChangeCommand.class,
      PatientTransferCommand.class,
      PatientDischargeCommand.class,
      PatientLimitsCommand.class,
      PatientPlanCommand.class
    })
public final class PatientCommand extends CommandGroup {}
