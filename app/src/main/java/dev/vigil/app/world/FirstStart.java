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
import dev.vigil.schemas.PolicyEntry;
import dev.vigil.schemas.Topics;
import java.util.List;

/**
 * What a new world begins with: the built-in models, live, and the default alert rules, holding
 * from before the first tick. The ledger is written last: as long as it is empty, the first start
 * isn't done.
 */
final class FirstStart {
  private static final String BY = "vigil";
  private static final String BECAUSE = "first start";

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
      if (isEmpty(Topics.LEDGER)) {
        BuiltInModels.bundles().forEach(bundle -> upload(bundle, writer));
        BuiltInModels.bundles().forEach(bundle -> enter(bundle, writer));
      }
    }
  }

  private static void upload(byte[] bundle, TopicWriter writer) {
    for (BundleChunk chunk : BundleChunks.split(bundle)) {
      writer.append(Topics.BUNDLES, chunk.bundle() + "/" + chunk.index(), Json.encode(chunk));
    }
  }

  private static void enter(byte[] bundle, TopicWriter writer) {
    for (Model model : BuiltInModels.models(bundle)) {
      LedgerEntry entry =
          new LedgerEntry(
              model.name(),
              model.version(),
              Bundles.id(bundle),
              LedgerEntry.Action.LIVE,
              Long.MIN_VALUE,
              BY,
              BECAUSE,
              null);
      writer.append(Topics.LEDGER, entry.modelVersion(), Json.encode(entry));
    }
  }

  private boolean isEmpty(String topic) {
    int[] records = new int[1];
    try (TopicTail tail = TopicTail.fromBeginning(bootstrap, List.of(topic))) {
      tail.readToEnd(record -> records[0]++);
    }
    return records[0] == 0;
  }
}
