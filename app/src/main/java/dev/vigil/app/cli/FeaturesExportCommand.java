package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.export.CsvRows;
import dev.vigil.app.export.FeatureExport;
import dev.vigil.app.export.ParquetRows;
import dev.vigil.app.export.VectorRows;
import dev.vigil.app.export.VectorSelection;
import dev.vigil.app.files.BundleFile;
import dev.vigil.app.verify.OfflineLog;
import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil features export}. */
@Command(
    name = "export",
    description =
        "Write what the stream knew at each feature vector as CSV or Parquet: what a model was or"
            + " could have been asked, untouched by whatever came later. A running Vigil is asked"
            + " by its server, the log of another is read from its folder. Twice gives the same"
            + " bytes.")
final class FeaturesExportCommand extends VigilCommand {
  private static final String PARQUET = ".parquet";

  @Mixin private ServerOption server = new ServerOption();

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
      description =
          "File to write: Parquet if its name ends in .parquet, else CSV. It is there whole or not"
              + " at all.")
  private Path out = Path.of("");

  @Override
  protected int run(VigilConfig config, Output output) {
    VectorSelection selection =
        new VectorSelection(from.getEpochSecond(), to.getEpochSecond(), patients);
    BundleFile file = BundleFile.at(out, "the vectors", "--out");
    int features = FeatureCatalogue.instance().definitions().size();
    long rows =
        server.isMeant(config) ? online(config, selection, file) : offline(config, selection, file);
    String definitions = FeatureCatalogue.instance().hash();
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("vectors", rows).put("features", features).put("definitions", definitions);
    output.print(
        String.format(
            Locale.ROOT,
            "%,d vectors of %,d features, definitions %s, in %s",
            rows,
            features,
            definitions,
            out),
        json.put("file", out.toString()));
    return DONE;
  }

  private long offline(VigilConfig config, VectorSelection selection, BundleFile file) {
    return OfflineLog.read(
        config,
        "stop that one first",
        bootstrap -> {
          FeatureExport export = new FeatureExport(bootstrap, selection);
          export.requirePassed();
          export.requireKept();
          long[] rows = new long[1];
          file.write(stream -> rows[0] = export.write(rows(stream)));
          return rows[0];
        });
  }

  private long online(VigilConfig config, VectorSelection selection, BundleFile file) {
    String patients =
        selection.patients().stream()
            .sorted()
            .map(id -> "&patient=" + URLEncoder.encode(id, StandardCharsets.UTF_8))
            .collect(Collectors.joining());
    String path = "/api/features?from=" + selection.from() + "&to=" + selection.to() + patients;
    return server.client(config).stream(
        path,
        in -> {
          ExportedVectors vectors = new ExportedVectors(in);
          long[] rows = new long[1];
          file.write(stream -> rows[0] = vectors.copy(rows(stream)));
          return rows[0];
        });
  }

  private VectorRows rows(OutputStream to) throws IOException {
    String name = out.toString().toLowerCase(Locale.ROOT);
    return name.endsWith(PARQUET) ? new ParquetRows(to) : new CsvRows(to);
  }
}
