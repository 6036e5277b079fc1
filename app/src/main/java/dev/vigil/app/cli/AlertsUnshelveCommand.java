package dev.vigil.app.cli;

import picocli.CommandLine.Command;

/** {@code vigil alerts unshelve}. */
@Command(name = "unshelve", description = "Take a shelved alert back: it asks again.")
final class AlertsUnshelveCommand extends OneAlert {
  AlertsUnshelveCommand() {
    super("unshelve");
  }
}
