package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.app.evaluation.EvaluationNumbers;
import dev.vigil.models.Sha256;
import dev.vigil.models.bundles.BundleCard;
import dev.vigil.models.bundles.BundleCard.Performance;
import dev.vigil.models.bundles.BundleException;
import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.evaluation.Estimate;
import dev.vigil.models.evaluation.ForecastMetric;
import dev.vigil.models.evaluation.Metric;
import dev.vigil.schemas.Json;
import java.security.PublicKey;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A bundle, for people and for machines. */
final class BundleText {
  private static final int COLUMNS = 3;

  /** Keys of metrics in the order of what a reader asks first. */
  private static final List<String> LEADING =
      Stream.concat(
              Stream.of(
                      Metric.UTILITY,
                      Metric.AUROC,
                      Metric.AUPRC,
                      Metric.ACCURACY,
                      Metric.LEAST_OF_SENSITIVITY_AND_PPV)
                  .map(Metric::key),
              Stream.of(ForecastMetric.RMSE, ForecastMetric.MARD, ForecastMetric.COVERAGE)
                  .map(ForecastMetric::key))
          .toList();

  private final BundleManifest manifest;
  private final String id;
  private final @Nullable BundleCard card;
  private final @Nullable String signer;
  private final SortedSet<String> ladder;
  private final StringBuilder text = new StringBuilder();

  /**
   * Reads it.
   *
   * @throws BundleException if it can't be opened
   */
  BundleText(byte[] bundle) throws BundleException {
    Bundles.open(bundle);
    this.manifest = Bundles.manifest(bundle);
    this.id = Bundles.id(bundle);
    this.card = Bundles.card(bundle);
    this.signer = Bundles.signer(bundle);
    this.ladder = new TreeSet<>(Bundles.ladder(bundle).keySet());
    facts();
    if (card != null) {
      card(card);
    }
  }

  /** By what a public key is known. */
  static String fingerprint(PublicKey key) {
    return Sha256.hex(key.getEncoded());
  }

  /** Fingerprint of the key that signed it; null if none did. */
  @Nullable String signer() {
    return signer;
  }

  JsonNode toJson() {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("bundle_sha256", id).put("signer_sha256", signer);
    json.set("manifest", Json.mapper().valueToTree(manifest));
    json.set("card", Json.mapper().valueToTree(card));
    json.set("ladder", Json.mapper().valueToTree(ladder));
    return json;
  }

  @Override
  public String toString() {
    return text.toString().stripTrailing();
  }

  private void facts() {
    line("model", "%s:%s", manifest.model(), manifest.version());
    line("sha256", "%s", id);
    line("signed by", "%s", signer == null ? "nobody" : signer);
    if (manifest.label() != null) {
      line("predicts", "%s", manifest.label());
    }
    if (!manifest.thresholds().isEmpty()) {
      line("decides", "from a probability of %.4f on", manifest.decisionThreshold());
    }
    line("inputs", "%,d features", manifest.features().size());
    if (manifest.missingValues() != null) {
      line("unknown", "%s", manifest.missingValues());
    }
    manifest.provenance().forEach((name, value) -> line("", "%s: %s", name, value));
    if (!ladder.isEmpty()) {
      line("ladder", "%s", String.join(", ", ladder));
    }
  }

  private void card(BundleCard of) {
    line("purpose", "%s", of.purpose());
    line("licence", "%s", of.licence());
    line("made by", "vigil %s", of.code());
    of.limits().forEach(limit -> line("limit", "%s", limit));
    if (of.performance().isEmpty()) {
      line("measured", "by nobody yet: do so with model evaluate");
      return;
    }
    line("", "");
    List<String> metrics = metrics(of.performance());
    row("on patients it had not seen", "model", metrics);
    for (Performance each : of.performance()) {
      String slice = each.group() == null ? each.slice() : each.group() + " " + each.slice();
      row(slice, each.model(), metrics.stream().map(metric -> number(each, metric)).toList());
    }
  }

  /** The leading ones that the model has numbers of. */
  private static List<String> metrics(List<Performance> performance) {
    return LEADING.stream()
        .filter(metric -> performance.stream().anyMatch(of -> of.metrics().containsKey(metric)))
        .limit(COLUMNS)
        .toList();
  }

  private static String number(Performance of, String metric) {
    Estimate estimate = of.metrics().get(metric);
    return estimate == null ? EvaluationNumbers.NONE : EvaluationNumbers.number(estimate);
  }

  private void row(String slice, String model, List<String> cells) {
    StringBuilder row = new StringBuilder("%-48s %-36s".formatted(slice, model));
    cells.forEach(cell -> row.append(" %-22s".formatted(cell)));
    text.append(row.toString().stripTrailing()).append('\n');
  }

  private void line(String name, String format, Object... values) {
    String line = String.format(Locale.ROOT, "%-10s ", name);
    text.append((line + String.format(Locale.ROOT, format, values)).stripTrailing()).append('\n');
  }
}
