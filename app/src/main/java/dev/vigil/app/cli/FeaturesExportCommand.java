package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.export.FeatureExport;
import dev.vigil.app.export.VectorSelection;
import dev.vigil.app.files.BundleFile;
import dev.vigil.app.verify.OfflineLog;
import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.schemas.Json;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil features export}. */
@Command(
    name = "export",
    description =
        "Write what the stream knew at each feature vector as CSV: what a model was or could have"
            + " been asked, untouched by whatever came later. Reads the log of a Vigil that does"
            + " not run, or of a Kafka that is not the embedded one. Twice gives the same bytes.")
final class FeaturesExportCommand extends VigilCommand {
  @Option(
      names = "--from",
      required = true,
      paramLabel = "TIME",
      converter = InstantOption.class,
      description = "First instant at which a vector was known, such as 2026-03-01T12:00:00Z.")
  private Instant from = Instant.EPOCH;

  @Option(
      names = "--to",
      required = true,
      paramLabel = "TIME",
      converter = InstantOption.class,
      description = "Vectors were known before this instant.")
  private Instant to = Instant.EPOCH;

  @Option(
      names = "--patients",
      paramLabel = "ID",
      split = ",",
      description = "Only of these patients, by their pseudonymous ids (default: all).")
  private Set<String> patients = Set.of();

  @Option(
      names = "--out",
      required = true,
      paramLabel = "OUT",
      description = "File to write; it is there whole or not at all.")
  private Path out = Path.of("");

  @Override
  protected int run(VigilConfig config, Output output) {
    CommandGroup.requireOptionsAtTheEnd(spec());
    VectorSelection selection =
        new VectorSelection(from.getEpochSecond(), to.getEpochSecond(), patients);
    BundleFile file = BundleFile.at(out, "the vectors", "--out");
    long[] rows = new long[1];
    int features =
        OfflineLog.read(
            config,
            "stop that one first",
            bootstrap -> {
              FeatureExport export = new FeatureExport(bootstrap, selection);
              export.requirePassed();
              file.write(stream -> rows[0] = export.write(stream));
              return export.features();
            });
    String definitions = FeatureCatalogue.instance().hash();
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("vectors", rows[0]).put("features", features).put("definitions", definitions);
    output.print(
        String.format(
            Locale.ROOT,
            "%,d vectors of %,d features, definitions %s, in %s",
            rows[0],
            features,
            definitions,
            out),
        json.put("file", out.toString()));
    return DONE;
  }
}
