package dev.vigil.app.verify;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.AlertFold;
import dev.vigil.alerting.AlertOutput;
import dev.vigil.alerting.PatientAlerts;
import dev.vigil.app.failure.VigilException;
import dev.vigil.jobs.log.GovernanceTopics;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.models.features.FeatureFold;
import dev.vigil.models.features.FeatureHead;
import dev.vigil.models.features.FeatureOutput;
import dev.vigil.models.features.FeatureSettings;
import dev.vigil.models.features.InMemoryVitalParts;
import dev.vigil.models.features.PatientFeatures;
import dev.vigil.schemas.Episode;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Refolds the patient log offline with the same pure functions as the jobs and compares every
 * vector, alert transition and episode with what was sent, byte for byte.
 *
 * <p>The stretch begins where the log is whole from its world's first tick and ends before the last
 * tick that every partition has, because deadlines fire only when the slowest partition has passed
 * them.
 */
public final class Verifier {
  private final String bootstrap;
  private final Ticks.World world;
  private final int featureIntervalSeconds;

  public Verifier(String bootstrap, Ticks.World world, int featureIntervalSeconds) {
    this.bootstrap = requireNonNull(bootstrap, "bootstrap is null");
    this.world = requireNonNull(world, "world is null");
    this.featureIntervalSeconds = featureIntervalSeconds;
  }

  /** The first and last tick that all partitions have. */
  public record Stretch(long first, long last) {}

  /**
   * The stretch that can be verified now.
   *
   * @throws VigilException if the log no longer begins at its first record, or has no tick yet
   */
  public Stretch stretch() {
    try (TopicTail tail = TopicTail.fromBeginning(bootstrap, List.of(Topics.PATIENTS))) {
      requireWhole(tail.beginnings());
      TickSpan span = new TickSpan(world, tail.partitions().size());
      tail.readToEnd(span::add);
      return span.common();
    }
  }

  /** Whether the log still begins at its first record. */
  public boolean isWhole() {
    try (TopicTail tail = TopicTail.fromBeginning(bootstrap, List.of(Topics.PATIENTS))) {
      return tail.beginnings().values().stream().allMatch(first -> first == 0);
    }
  }

  /**
   * What is left of a log that need not be whole: from where all partitions are there.
   *
   * @throws VigilException if it has no tick yet
   */
  public Stretch left() {
    try (TopicTail tail = TopicTail.fromBeginning(bootstrap, List.of(Topics.PATIENTS))) {
      TickSpan span = new TickSpan(world, tail.partitions().size());
      tail.readToEnd(span::add);
      return span.left();
    }
  }

  private static void requireWhole(Map<TopicPartition, Long> beginnings) {
    beginnings.forEach(
        (partition, first) -> {
          if (first > 0) {
            throw VigilException.problem(
                "partition "
                    + partition.partition()
                    + " of the patient log begins at offset "
                    + first
                    + ": verify needs the log whole from its world's first tick");
          }
        });
  }

  /**
   * Refolds a stretch, partition by partition. The jobs must have passed its last tick.
   *
   * @param progress is told after each partition how many are done
   */
  public VerifyReport verify(Stretch stretch, IntConsumer progress) {
    List<Mismatch> mismatches = new ArrayList<>();
    Totals totals = new Totals();
    try (GovernanceTopics governance = new GovernanceTopics(bootstrap, world)) {
      governance.readToEnd();
      int partitions = partitions();
      for (int partition = 0; partition < partitions; partition++) {
        new PartitionRefold(partition, stretch.last(), governance).run(mismatches, totals);
        progress.accept(partition + 1);
      }
    }
    return new VerifyReport(
        stretch.first(),
        stretch.last(),
        totals.records,
        totals.vectors,
        totals.transitions,
        totals.episodes,
        mismatches.subList(0, Math.min(mismatches.size(), VerifyReport.MOST_MISMATCHES)),
        mismatches.size());
  }

  /** How many partitions the patient log has. */
  public int partitions() {
    try (TopicTail tail = TopicTail.fromEnd(bootstrap, List.of(Topics.PATIENTS))) {
      return tail.partitions().size();
    }
  }

  private static final class Totals {
    private long records;
    private long vectors;
    private long transitions;
    private long episodes;
  }

  private final class PartitionRefold {
    private final int partition;
    private final long until;
    private final Outputs vectors;
    private final Outputs transitions;
    private final Outputs episodes;
    private final Refold<PatientFeatures, FeatureOutput> features;
    private final Refold<PatientAlerts, AlertOutput> alerts;
    private long records;

    PartitionRefold(int partition, long until, GovernanceTopics governance) {
      this.partition = partition;
      this.until = until;
      vectors = Outputs.read(bootstrap, Topics.FEATURES, partition, until);
      transitions = Outputs.read(bootstrap, Topics.ALERTS, partition, until);
      episodes = Outputs.read(bootstrap, Topics.EPISODES, partition, until);
      features =
          new Refold<>(
              new FeatureFold(new FeatureSettings(featureIntervalSeconds, false)),
              id -> new PatientFeatures(new FeatureHead(), new InMemoryVitalParts()),
              (patient, number, output) -> {
                if (output instanceof FeatureOutput.VectorOut due) {
                  vectors.expect(patient, number, LogCodec.encode(due.vector()));
                }
              });
      alerts =
          new Refold<>(
              new AlertFold(governance.timeline()), PatientAlerts::empty, this::expectAlert);
    }

    private void expectAlert(String patient, OutputNumber number, AlertOutput output) {
      if (output instanceof AlertOutput.Transition changed) {
        transitions.expect(patient, number, Json.encode(changed.transition()));
      } else if (output instanceof AlertOutput.EpisodeChanged changed) {
        Episode episode = changed.episode();
        episodes.expect(patient, number, episode == null ? null : Json.encode(episode));
      }
    }

    void run(List<Mismatch> mismatches, Totals totals) {
      StampedLog.read(bootstrap, world, partition, until, this::record);
      features.finish(until);
      alerts.finish(until);
      mismatches.addAll(vectors.finish());
      mismatches.addAll(transitions.finish());
      mismatches.addAll(episodes.finish());
      totals.records += records;
      totals.vectors += vectors.compared();
      totals.transitions += transitions.compared();
      totals.episodes += episodes.compared();
    }

    private void record(long offset, long stamp, PatientRecord record) {
      records++;
      features.record(offset, stamp, record);
      alerts.record(offset, stamp, record);
    }
  }
}
