package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vigil doctor}. */
@Command(
    name = "doctor",
    description = "Check this machine and the configuration; exit code 1 if Vigil could not start.")
final class DoctorCommand extends VigilCommand {
  @Mixin private ClusterOption cluster = new ClusterOption();

  @Override
  ClusterOption cluster() {
    return cluster;
  }

  @Override
  protected int run(VigilConfig config, Output output) {
    List<Finding> findings = new Examination(config).findings();
    for (Finding f : findings) {
      String status = f.status().name().toLowerCase(Locale.ROOT);
      output.print(String.format(Locale.ROOT, "%-8s %-8s %s", status, f.check(), f.detail()), f);
    }
    boolean problem = findings.stream().anyMatch(f -> f.status() == Finding.Status.PROBLEM);
    return problem ? VigilException.PROBLEM : DONE;
  }
}
