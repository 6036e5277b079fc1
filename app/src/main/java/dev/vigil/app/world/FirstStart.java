package dev.vigil.app.world;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.rules.DefaultPolicy;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.models.bundles.BundleChunks;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.scores.Model;
import dev.vigil.schemas.BundleChunk;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.PolicyEntry;
import dev.vigil.schemas.Topics;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What a new world begins with: the built-in models, live, and the default alert rules, holding
 * from before the first tick. A first start that was killed is finished by the next one: bundles
 * are there before the ledger names them, and what the ledger lacks is entered.
 */
final class FirstStart {
  private static final String BY = "vigil";
  private static final String BECAUSE = "first start";
  private static final String EVERYTHING = "*";

  private final String bootstrap;

  FirstStart(String bootstrap) {
    this.bootstrap = requireNonNull(bootstrap, "bootstrap is null");
  }

  /** Does what is still to be done. */
  void run() {
    try (TopicWriter writer = new TopicWriter(bootstrap)) {
      if (isEmpty(Topics.POLICY)) {
        writer.append(
            Topics.POLICY,
            "policy",
            Json.encode(new PolicyEntry(1, Long.MIN_VALUE, BY, BECAUSE, DefaultPolicy.rules())));
      }
      Set<String> entered = enteredByUs();
      for (byte[] bundle : BuiltInModels.bundles()) {
        enter(bundle, entered, writer);
      }
    }
  }

  /**
   * The model versions that an earlier first start, perhaps a killed one, has entered. Once
   * somebody else has written the ledger the first start is long over, and nothing is missing.
   */
  private Set<String> enteredByUs() {
    Set<String> entered = new HashSet<>();
    try (TopicTail tail = TopicTail.fromBeginning(bootstrap, List.of(Topics.LEDGER))) {
      tail.readToEnd(
          record -> {
            try {
              LedgerEntry entry = Json.decode(record.value(), LedgerEntry.class);
              entered.add(entry.because().equals(BECAUSE) ? entry.modelVersion() : EVERYTHING);
            } catch (MalformedRecordException e) {
              entered.add(EVERYTHING);
            }
          });
    }
    return entered;
  }

  private static void upload(byte[] bundle, TopicWriter writer) {
    for (BundleChunk chunk : BundleChunks.split(bundle)) {
      writer.append(Topics.BUNDLES, chunk.bundle() + "/" + chunk.index(), Json.encode(chunk));
    }
  }

  private static void enter(byte[] bundle, Set<String> entered, TopicWriter writer) {
    List<LedgerEntry> missing =
        BuiltInModels.models(bundle).stream()
            .map(model -> entry(model, bundle))
            .filter(entry -> !entered.contains(entry.modelVersion()))
            .toList();
    if (!missing.isEmpty() && !entered.contains(EVERYTHING)) {
      upload(bundle, writer);
      missing.forEach(
          entry -> writer.append(Topics.LEDGER, entry.modelVersion(), Json.encode(entry)));
    }
  }

  private static LedgerEntry entry(Model model, byte[] bundle) {
    return new LedgerEntry(
        model.name(),
        model.version(),
        Bundles.id(bundle),
        LedgerEntry.Action.LIVE,
        Long.MIN_VALUE,
        BY,
        BECAUSE,
        null);
  }

  private boolean isEmpty(String topic) {
    int[] records = new int[1];
    try (TopicTail tail = TopicTail.fromBeginning(bootstrap, List.of(topic))) {
      tail.readToEnd(record -> records[0]++);
    }
    return records[0] == 0;
  }
}
