package dev.vigil.app.cli;

import dev.vigil.app.failure.VigilException;
import dev.vigil.dashboard.models.Promotion;
import dev.vigil.schemas.BacktestProof;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.MalformedRecordException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code vigil model promote}. */
@Command(
    name = "promote",
    description =
        "Make a version live: its scores raise alerts, those of the former version no more. Refused"
            + " without a proof, or with a failed gate, unless --because says why.")
final class ModelPromoteCommand extends ModelChanging {
  @Parameters(
      paramLabel = "MODEL:VERSION",
      converter = ModelName.OfVersion.class,
      description = "A version that runs as a shadow or a canary.")
  private String version = "";

  @Option(
      names = "--proof",
      paramLabel = "FILE",
      description =
          "Proof of a backtest of this version; without it, one that was given before counts.")
  private @Nullable Path proof;

  @Option(
      names = "--percent",
      paramLabel = "N",
      description =
          "For N %% of the patients only, 1 to 99; the former version stays live for the others. A"
              + " patient stays on one side while N grows.")
  private @Nullable Integer percent;

  @Override
  void act(ServerClient server, Output output) {
    if (percent != null
        && (percent < LedgerEntry.LEAST_PERCENT || percent > LedgerEntry.MOST_PERCENT)) {
      throw VigilException.usage(
          "--percent is " + percent + ", expected 1 to 99; leave it out to promote for all.");
    }
    Promotion asked = new Promotion(percent, because(), read());
    decide(server, "/api/models/" + version + "/promote", asked, output);
  }

  private @Nullable BacktestProof read() {
    if (proof == null) {
      return null;
    }
    try {
      return Json.decode(Files.readAllBytes(proof), BacktestProof.class);
    } catch (IOException | MalformedRecordException e) {
      throw VigilException.problem(
          proof
              + " can't be read as a proof ("
              + e.getMessage()
              + "); expected a file that ./vigil model backtest wrote.",
          e);
    }
  }
}
