package dev.vigil.app.supervise;

import static java.util.Objects.requireNonNull;

import dev.vigil.jobs.AlertsJob;
import dev.vigil.jobs.FeaturesJob;
import dev.vigil.jobs.log.KnownGaps;
import dev.vigil.schemas.Topics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the log had dropped by its age before a job read it: what is to be said of it, and behind
 * which gaps the job goes on. Of a log that is shorter than the job remembers nothing is known; no
 * job goes on behind that. Safe for several threads.
 */
final class LostRecords {
  private static final Logger LOG = LoggerFactory.getLogger(LostRecords.class);

  private static final Set<String> FOLDS = Set.of(FeaturesJob.NAME, AlertsJob.NAME);

  private static final String STALE_ALERTS =
      " An alert on the board that was raised before is followed by nobody and ends only with the"
          + " patient's next one: look at these patients.";

  /** In the words of Kafka's client. */
  private static final Pattern OUT_OF_RANGE =
      Pattern.compile(
          "FetchPosition\\{offset=(\\d+),.* is out of range for partition (\\S+)-(\\d+)");

  private final Supplier<Map<TopicPartition, Beginning>> log;
  private final Map<String, KnownGaps> gaps = new ConcurrentHashMap<>();
  private final Map<String, String> sentences = new ConcurrentHashMap<>();
  private final Set<String> begun = ConcurrentHashMap.newKeySet();

  /**
   * Where a partition begins.
   *
   * @param offset of its first record
   * @param since when that was appended
   */
  record Beginning(long offset, Instant since) {
    Beginning {
      requireNonNull(since, "since is null");
    }
  }

  /**
   * Nothing lost yet.
   *
   * @param log looks where the partitions begin now that have lost records
   */
  LostRecords(Supplier<Map<TopicPartition, Beginning>> log) {
    this.log = requireNonNull(log, "log is null");
  }

  /**
   * Whether this is what a job failed by; if it is, it is said, and the job may go on behind it.
   *
   * @param cause of the job's last failure, "full.Type: its message"
   * @param checkpoint when the one was complete that the job is to go on from
   */
  boolean explain(String job, String cause, Instant checkpoint) {
    Matcher failure = OUT_OF_RANGE.matcher(cause);
    if (!failure.find()) {
      return false;
    }
    TopicPartition partition =
        new TopicPartition(failure.group(2), Integer.parseInt(failure.group(3)));
    long wanted = Long.parseLong(failure.group(1));
    Map<TopicPartition, Beginning> beginnings = log.get();
    Beginning now = beginnings.get(partition);
    if (now == null || wanted >= now.offset()) {
      return false;
    }
    Map<String, Long> ends = new HashMap<>();
    beginnings.forEach((of, beginning) -> ends.put(of.toString(), beginning.offset()));
    gaps.put(job, new KnownGaps(ends));
    say(job, sentence(job, partition, wanted, now, checkpoint));
    return true;
  }

  /** A job has begun with what the log still holds; others than these know nothing older. */
  void begunAnew(String job) {
    if (FOLDS.contains(job)) {
      begun.add(job);
    }
  }

  /**
   * Of jobs that have begun anew it is said if the log's beginning is gone. If it can't be asked,
   * the next call does.
   */
  void sayBegun() {
    if (!begun.isEmpty()) {
      log.get().entrySet().stream()
          .filter(of -> of.getKey().topic().equals(Topics.PATIENTS))
          .map(of -> of.getValue().since())
          .max(Comparator.naturalOrder())
          .ifPresent(since -> begun.forEach(job -> say(job, anew(job, since))));
      begun.clear();
    }
  }

  private static String anew(String job, Instant since) {
    return "Job "
        + job
        + " has begun anew, and of what was appended before "
        + seconds(since)
        + " the log has dropped some by its age: what happened to patients before is not known to"
        + " it."
        + (job.equals(AlertsJob.NAME) ? STALE_ALERTS : "");
  }

  private void say(String job, String sentence) {
    if (!sentence.equals(sentences.put(job, sentence))) {
      LOG.error("{}", sentence);
    }
  }

  private static String sentence(
      String job, TopicPartition partition, long wanted, Beginning now, Instant checkpoint) {
    return "Job "
        + job
        + " was to go on at offset "
        + wanted
        + " of "
        + partition
        + ", but the log has dropped it by its age and begins at "
        + now.offset()
        + ": what was appended before "
        + seconds(now.since())
        + " and not read by the job's checkpoint of "
        + seconds(checkpoint)
        + " is lost to it. It goes on behind that, with the state that it had.";
  }

  private static Instant seconds(Instant instant) {
    return instant.truncatedTo(ChronoUnit.SECONDS);
  }

  /** Behind which gaps a job goes on. */
  KnownGaps of(String job) {
    return gaps.getOrDefault(job, KnownGaps.NONE);
  }

  /** What is to be said of a job; empty if it has lost nothing. */
  String sentence(String job) {
    return sentences.getOrDefault(job, "");
  }

  /** What is to be said, by job. */
  Map<String, String> sentences() {
    return Map.copyOf(sentences);
  }
}
