package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.world.BuiltInModels;
import dev.vigil.dashboard.models.ModelJobs;
import dev.vigil.dashboard.models.ModelsView;
import dev.vigil.dashboard.models.VersionView;
import dev.vigil.schemas.LedgerEntry.Action;
import java.util.SortedSet;
import java.util.TreeSet;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code vigil model list}. */
@Command(
    name = "list",
    description =
        "Every model version that the ledger knows: what it is, since when and by whom, on which"
            + " proof, and how its job does; exit code 1 if a job that should run does not.")
final class ModelListCommand extends VigilCommand {
  private static final String RUNNING = "RUNNING";

  @Mixin private AtOption time = new AtOption();

  @Override
  protected int run(VigilConfig config, Output output) {
    ModelsView models =
        ServerAnswer.as(
            ModelsView.class, ServerClient.of(config).get("/api/models" + time.query()));
    boolean allRun = true;
    SortedSet<String> missing = new TreeSet<>(BuiltInModels.versions());
    for (VersionView version : models.versions()) {
      output.print(ModelText.line(version), version);
      allRun &= time.at != null || runs(version);
      missing.remove(version.model() + ":" + version.version());
    }
    models.technical().forEach(alert -> output.text(ModelText.line(alert)));
    if (models.versions().isEmpty()) {
      output.text("No model is known.");
    }
    if (time.at == null && !missing.isEmpty()) {
      output.text(
          "Not deployed: "
              + String.join(", ", missing)
              + ", which come with this Vigil (./vigil model deploy --built-in).");
    }
    return allRun ? DONE : VigilException.PROBLEM;
  }

  private static boolean runs(VersionView version) {
    ModelJobs.Health job = version.job();
    return version.state() == Action.RETIRED || (job != null && job.status().equals(RUNNING));
  }
}
