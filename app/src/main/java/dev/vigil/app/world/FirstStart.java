package dev.vigil.app.world;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.rules.DefaultPolicy;
import dev.vigil.alerting.wards.WardPlans;
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
import java.util.TreeSet;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a new world begins with: the built-in models, live, and the default alert rules, holding
 * from before the first tick. A first start that was killed is finished by the next one: bundles
 * are there before the ledger names them, and what the ledger lacks is entered. In a world whose
 * log has begun nothing is entered: what this Vigil brings and the ledger doesn't know is
 * somebody's to deploy.
 */
final class FirstStart {
  private static final String BY = "vigil";
  private static final String BECAUSE = "first start";
  private static final String EVERYTHING = "*";
  private static final Logger LOG = LoggerFactory.getLogger(FirstStart.class);

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
            Json.encode(
                new PolicyEntry(
                    1, Long.MIN_VALUE, BY, BECAUSE, DefaultPolicy.rules(), WardPlans.defaults())));
      }
      if (isEmpty(Topics.PATIENTS)) {
        Set<String> entered = enteredByUs();
        for (byte[] bundle : BuiltInModels.bundles()) {
          enter(bundle, entered, writer);
        }
      } else {
        reportNew();
      }
    }
  }

  /** An earlier version wrote this ledger; what was live in this world stays as it is. */
  private void reportNew() {
    Set<String> known = new HashSet<>();
    read(entry -> known.add(entry.modelVersion()), () -> {});
    Set<String> unknown = new TreeSet<>(BuiltInModels.versions());
    unknown.removeAll(known);
    if (!unknown.isEmpty()) {
      LOG.info(
          "this Vigil brings models that this world doesn't run: {}. ./vigil model deploy"
              + " --built-in makes them shadows",
          String.join(", ", unknown));
    }
  }

  /**
   * The model versions that an earlier first start, perhaps a killed one, has entered. Once
   * somebody else has written the ledger the first start is long over, and nothing is missing.
   */
  private Set<String> enteredByUs() {
    Set<String> entered = new HashSet<>();
    read(
        entry -> entered.add(entry.because().equals(BECAUSE) ? entry.modelVersion() : EVERYTHING),
        () -> entered.add(EVERYTHING));
    return entered;
  }

  private void read(Consumer<LedgerEntry> each, Runnable unreadable) {
    try (TopicTail tail = TopicTail.fromBeginning(bootstrap, List.of(Topics.LEDGER))) {
      tail.readToEnd(
          record -> {
            try {
              each.accept(Json.decode(record.value(), LedgerEntry.class));
            } catch (MalformedRecordException e) {
              unreadable.run();
            }
          });
    }
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
        null,
        null,
        null,
        BuiltInModels.riskThreshold(bundle));
  }

  /** Whether nothing was ever written to a topic, whatever it still keeps. */
  private boolean isEmpty(String topic) {
    try (TopicTail tail = TopicTail.fromEnd(bootstrap, List.of(topic))) {
      return tail.ends(topic).values().stream().allMatch(end -> end == 0);
    }
  }
}
