package dev.vigil.app.export;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.books.JobReports;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.runtime.KafkaTopics;
import dev.vigil.ingest.kafka.PlainConsumer;
import dev.vigil.jobs.FeaturesJob;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the stream knew at each vector, as {@code vigil.features} has it: known-time
 * features, which nothing that came later has touched. Partition by partition in the order of the
 * log, each vector once, so the same stretch gives the same rows.
 */
public final class FeatureExport {
  private static final Duration MOST_BETWEEN_CLOCKS = Duration.ofMinutes(1);

  private final String bootstrap;
  private final VectorSelection selection;
  private long rows;

  /**
   * An export.
   *
   * @param bootstrap Kafka's address
   */
  public FeatureExport(String bootstrap, VectorSelection selection) {
    this.bootstrap = requireNonNull(bootstrap, "bootstrap is null");
    this.selection = requireNonNull(selection, "selection is null");
  }

  /**
   * Refuses a stretch that the features job has not passed, for a later export would have more.
   *
   * @throws VigilException naming the instant that it has come to
   */
  public void requirePassed() {
    try (JobReports reports = JobReports.ofAll(bootstrap)) {
      reports.readToEnd();
      long passed = reports.passed(FeaturesJob.NAME);
      if (passed < selection.to()) {
        throw VigilException.problem(
            "The features job has come to "
                + instant(passed)
                + ", and --to is "
                + instant(selection.to())
                + ": give a --to that is not later.");
      }
    }
  }

  /**
   * Refuses a stretch whose beginning the topic no longer holds.
   *
   * @throws VigilException naming the instant from which on it does
   */
  public void requireKept() {
    for (int partition : partitions()) {
      try (TopicTail tail = TopicTail.ofPartition(bootstrap, Topics.FEATURES, partition)) {
        if (!isWhole(tail)) {
          requireBeginning(tail.firstOf(FeatureExport::vectorOf));
        }
      }
    }
  }

  private static boolean isWhole(TopicTail tail) {
    return tail.beginnings().values().stream().allMatch(first -> first == 0);
  }

  /**
   * Of a partition that has lost its beginning the first vector tells how far back it goes; others
   * of its second may have gone. Where none is left, as once its patients are discharged, all may
   * have been there that is old enough to be gone.
   */
  private void requireBeginning(Optional<FeatureVector> first) {
    long whole = first.map(vector -> vector.known() + 1).orElseGet(this::keptSince);
    if (selection.from() < whole) {
      throw VigilException.problem(
          "Vectors from before "
              + instant(whole)
              + " are no longer all in "
              + Topics.FEATURES
              + ", and --from is "
              + instant(selection.from())
              + ": give a later --from.");
    }
  }

  /** A vector is known before it is appended, by clocks that are nearly the same. */
  private long keptSince() {
    Instant kept = KafkaTopics.keptSince(bootstrap, Topics.FEATURES, Instant.now());
    return kept.plus(MOST_BETWEEN_CLOCKS).getEpochSecond();
  }

  /** Empty if no job of ours has sent it; scoring jobs dead-letter it. */
  private static Optional<FeatureVector> vectorOf(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.of(LogCodec.decodeVector(record.value()));
    } catch (MalformedRecordException e) {
      return Optional.empty();
    }
  }

  private static String instant(long second) {
    return second == Long.MIN_VALUE ? "nothing yet" : Instant.ofEpochSecond(second).toString();
  }

  /**
   * Writes all, and ends the rows.
   *
   * @return how many vectors
   * @throws VigilException if the topic no longer holds the stretch whole, or holds vectors of
   *     other definitions than this Vigil's
   */
  public long write(VectorRows to) throws IOException {
    try {
      for (int partition : partitions()) {
        try (TopicTail tail = TopicTail.ofPartition(bootstrap, Topics.FEATURES, partition)) {
          Partition read = new Partition(to, isWhole(tail));
          tail.readToEnd(read::add);
          read.end();
        }
      }
    } catch (UncheckedIOException e) {
      throw requireNonNull(e.getCause());
    }
    to.end();
    return rows;
  }

  private int[] partitions() {
    try (TopicTail tail = TopicTail.fromEnd(bootstrap, List.of(Topics.FEATURES))) {
      return IntStream.range(0, tail.partitions().size()).toArray();
    }
  }

  /** One partition, whose patients are in no other. */
  private final class Partition {
    private final VectorRows to;
    private final Map<String, OutputNumber> last = new HashMap<>();
    private boolean whole;

    /**
     * A partition.
     *
     * @param whole whether it still has its first record
     */
    Partition(VectorRows to, boolean whole) {
      this.to = to;
      this.whole = whole;
    }

    void add(ConsumerRecord<byte[], byte[]> record) {
      FeatureVector vector;
      OutputNumber number;
      try {
        vector = LogCodec.decodeVector(record.value());
        number = OutputNumber.ofHeader(header(record));
      } catch (MalformedRecordException e) {
        return; // no job of ours has sent it, and scoring jobs dead-letter it
      }
      if (!whole) { // some of it may have gone since requireKept
        requireBeginning(Optional.of(vector));
        whole = true;
      }
      OutputNumber before = last.get(vector.patient());
      if (before == null || number.isAfter(before)) {
        last.put(vector.patient(), number);
        if (selection.has(vector)) {
          write(vector);
        }
      }
    }

    /** All is read that was there. */
    void end() {
      if (!whole) {
        requireBeginning(Optional.empty());
      }
    }

    private void write(FeatureVector vector) {
      if (!vector.definitions().equals(FeatureCatalogue.instance().hash())) {
        throw VigilException.problem(
            "The vector of "
                + instant(vector.known())
                + " has feature definitions "
                + vector.definitions()
                + ", this Vigil's are "
                + FeatureCatalogue.instance().hash()
                + ": export the stretch by the Vigil that wrote it, or choose another.");
      }
      try {
        to.add(VectorTable.row(vector));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      rows++;
    }
  }

  private static String header(ConsumerRecord<byte[], byte[]> record) {
    @Nullable String number = PlainConsumer.header(record, OutputNumber.HEADER);
    return number == null ? "" : number;
  }
}
