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
import dev.vigil.models.evaluation.Metric;
import dev.vigil.schemas.Json;
import java.security.PublicKey;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** A bundle, for people and for machines. */
final class BundleText {
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
    line("", "");
    row("on patients it had not seen", "model", "AUROC", "AUPRC", "utility");
    of.performance().forEach(this::performance);
  }

  private void performance(Performance of) {
    String slice = of.group() == null ? of.slice() : of.group() + " " + of.slice();
    row(
        slice,
        of.model(),
        number(of, Metric.AUROC),
        number(of, Metric.AUPRC),
        number(of, Metric.UTILITY));
  }

  private static String number(Performance of, Metric metric) {
    Estimate estimate = of.metrics().get(metric.key());
    return estimate == null ? EvaluationNumbers.NONE : EvaluationNumbers.number(estimate);
  }

  private void row(String slice, String model, String auroc, String auprc, String utility) {
    text.append(
            "%-48s %-36s %-22s %-22s %s"
                .formatted(slice, model, auroc, auprc, utility)
                .stripTrailing())
        .append('\n');
  }

  private void line(String name, String format, Object... values) {
    String line = String.format(Locale.ROOT, "%-10s ", name);
    text.append((line + String.format(Locale.ROOT, format, values)).stripTrailing()).append('\n');
  }
}
