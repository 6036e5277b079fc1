package dev.vigil.app;

import dev.vigil.app.cli.AlertsCommand;
import dev.vigil.app.cli.AuditCommand;
import dev.vigil.app.cli.BenchCommand;
import dev.vigil.app.cli.DemoCommand;
import dev.vigil.app.cli.DrillCommand;
import dev.vigil.app.cli.FeaturesCommand;
import dev.vigil.app.cli.GatewayCommand;
import dev.vigil.app.cli.JobManagerCommand;
import dev.vigil.app.cli.KafkaCommand;
import dev.vigil.app.cli.Logging;
import dev.vigil.app.cli.ModelCommand;
import dev.vigil.app.cli.NotifierCommand;
import dev.vigil.app.cli.PatientCommand;
import dev.vigil.app.cli.ReplayCommand;
import dev.vigil.app.cli.SignInCommand;
import dev.vigil.app.cli.SimulateCommand;
import dev.vigil.app.cli.StatusCommand;
import dev.vigil.app.cli.SupervisorCommand;
import dev.vigil.app.cli.TaskManagerCommand;
import dev.vigil.app.cli.UpCommand;
import dev.vigil.app.cli.UserCommand;
import dev.vigil.app.cli.VerifyCommand;
import dev.vigil.app.cli.Vigil;
import dev.vigil.app.cli.WardsCommand;
import dev.vigil.app.cli.WatchCommand;
import java.util.Locale;
import picocli.CommandLine;

/** The way in: {@code vigil COMMAND}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    // What is printed is read by programs, too: no digits, points or commas of this machine's own.
    Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
    Logging.bridge();
    System.exit(commandLine().execute(args));
  }

  /** The command line with all its commands. */
  public static CommandLine commandLine() {
    return Vigil.commandLine(
        new DemoCommand(),
        new UpCommand(),
        new ReplayCommand(),
        new SimulateCommand(),
        new VerifyCommand(),
        new StatusCommand(),
        new WatchCommand(),
        new AlertsCommand(),
        new WardsCommand(),
        new DrillCommand(),
        new PatientCommand(),
        new SignInCommand(),
        new UserCommand(),
        new AuditCommand(),
        new ModelCommand(),
        new FeaturesCommand(),
        new BenchCommand(),
        new KafkaCommand(),
        new GatewayCommand(),
        new NotifierCommand(),
        new SupervisorCommand(),
        new JobManagerCommand(),
        new TaskManagerCommand());
  }
}
