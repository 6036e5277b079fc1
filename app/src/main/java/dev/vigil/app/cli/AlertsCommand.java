package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil alerts}. */
@Command(
    name = "alerts",
    description = "The open alerts of the running Vigil, and the rules that raise them.",
    subcommands = {
      AlertsShowCommand.class,
      AlertsExplainCommand.class,
      AlertsAcknowledgeCommand.class,
      AlertsShelveCommand.class,
      AlertsUnshelveCommand.class,
      AlertsDeliveriesCommand.class,
      AlertsRulesCommand.class,
      AlertsBudgetCommand.class,
      AlertsFeedbackCommand.class,
      AlertsNoiseCommand.class
    })
public final class AlertsCommand extends VigilCommand {
  @Option(
      names = "--follow",
      description =
          "Keep running and print each alert whenever it changes; a server that is away is waited"
              + " for.")
  private boolean follow;

  @Override
  protected int run(VigilConfig config, Output output) throws InterruptedException {
    ChangedAlerts changes = new ChangedAlerts(output);
    if (!follow) {
      changes.print(ServerClient.of(config).get(ChangedAlerts.PATH));
      if (changes.isEmpty()) {
        output.text("No open alerts.");
      }
      return DONE;
    }
    Lifetime lifetime = new Lifetime();
    try {
      new AlertsFollower(config, changes, spec().commandLine().getErr()).run(lifetime::lasts);
    } finally {
      lifetime.done();
    }
    return DONE;
  }
}
