package dev.vigil.app.books;

import dev.vigil.ingest.kafka.PlainConsumer;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.LogRecord;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Rejected;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What the topics themselves say has happened, counted by reading them: the side of the books that
 * no process keeps in memory. Numbered outputs that were sent twice count once. Reading goes on
 * where the last {@link #readToEnd} stopped.
 */
public final class LogCount implements AutoCloseable {
  private static final List<String> TOPICS =
      List.of(Topics.PATIENTS, Topics.REJECTED, Topics.FEATURES, Topics.ALERTS);

  /** What a job gives as source of what it could not read: no gateway has judged it. */
  private static final String FROM_LOG = "log";

  private final TopicTail tail;
  private final Map<String, OutputNumber> lastNumbers = new HashMap<>();
  private final SortedMap<String, Long> scores = new TreeMap<>();
  private final SortedMap<String, Long> outcomes = new TreeMap<>();
  private final SortedMap<String, Long> rejectedBy = new TreeMap<>();
  private final SortedMap<String, Long> alertsBy = new TreeMap<>();
  private long accepted;
  private long vectors;
  private long transitions;
  private long unreadable;
  private long poison;

  private LogCount(TopicTail tail) {
    this.tail = tail;
  }

  /** From the beginning of the topics. */
  public static LogCount of(String bootstrap) {
    return new LogCount(TopicTail.fromBeginning(bootstrap, TOPICS));
  }

  /** Counts what has come since. */
  public void readToEnd() {
    tail.readToEnd(this::count);
  }

  /** Counts what comes within {@code patience}; returns as soon as something has come. */
  public void poll(Duration patience) {
    tail.poll(patience, this::count);
  }

  private void count(ConsumerRecord<byte[], byte[]> record) {
    try {
      switch (record.topic()) {
        case Topics.PATIENTS -> logRecord(record);
        case Topics.REJECTED -> rejected(Json.decode(record.value(), Rejected.class));
        case Topics.FEATURES -> vectors += isNew(record) ? 1 : 0;
        case Topics.ALERTS -> transition(record);
        default -> throw new IllegalStateException("not a topic of ours: " + record.topic());
      }
    } catch (MalformedRecordException e) {
      unreadable++;
    }
  }

  private void rejected(Rejected rejected) {
    if (rejected.source().equals(FROM_LOG)) {
      poison++;
    } else {
      rejectedBy.merge(rejected.reason(), 1L, Long::sum);
    }
  }

  private void logRecord(ConsumerRecord<byte[], byte[]> record) throws MalformedRecordException {
    String name = PlainConsumer.header(record, RecordType.HEADER);
    RecordType type = name == null ? null : RecordType.ofWireName(name);
    if (type != RecordType.READINGS && type != RecordType.SCORE) {
      return;
    }
    LogRecord read = LogCodec.decode(type, record.value());
    if (read instanceof Readings readings) {
      accepted += readings.readings().size();
    } else if (read instanceof Score score) {
      String model = Score.modelVersion(score.model(), score.version());
      if (isLater(model + "/" + score.patient(), score.vector())) {
        scores.merge(model, 1L, Long::sum);
        outcomes.merge(model + "/" + outcome(score), 1L, Long::sum);
      }
    }
  }

  private static String outcome(Score score) {
    return Json.mapper().convertValue(score.outcome(), String.class);
  }

  private void transition(ConsumerRecord<byte[], byte[]> record) throws MalformedRecordException {
    if (isNew(record)) {
      transitions++;
      AlertTransition change = Json.decode(record.value(), AlertTransition.class);
      if (change.cause() == AlertTransition.Cause.RAISED) {
        alertsBy.merge(change.rule(), 1L, Long::sum);
      }
    }
  }

  private boolean isNew(ConsumerRecord<byte[], byte[]> record) throws MalformedRecordException {
    String number = PlainConsumer.header(record, OutputNumber.HEADER);
    OutputNumber read = OutputNumber.ofHeader(number == null ? "" : number);
    if (record.key() == null) {
      throw new MalformedRecordException("key-mismatch", "no patient in its key", null);
    }
    String patient = new String(record.key(), StandardCharsets.UTF_8);
    return isLater(record.topic() + "/" + patient, read);
  }

  private boolean isLater(String series, OutputNumber number) {
    OutputNumber last = lastNumbers.get(series);
    if (last != null && !number.isAfter(last)) {
      return false;
    }
    lastNumbers.put(series, number);
    return true;
  }

  /** Readings in the patient log. */
  public long accepted() {
    return accepted;
  }

  /** Readings that a gateway rejected, in {@code vigil.rejected}. */
  public long rejected() {
    return total(rejectedBy);
  }

  private static long total(Map<String, Long> counts) {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The same by reason. */
  public SortedMap<String, Long> rejectedBy() {
    return rejectedBy;
  }

  /** Records of the log that a job could not read, in {@code vigil.rejected}. */
  public long poison() {
    return poison;
  }

  /** Distinct feature vectors. */
  public long vectors() {
    return vectors;
  }

  /** Distinct scores of {@code model:version}. */
  public long scoresOf(String model) {
    return scores.getOrDefault(model, 0L);
  }

  /** Distinct scores of all models. */
  public long allScores() {
    return total(scores);
  }

  /** Distinct scores by {@code model:version/outcome}. */
  public SortedMap<String, Long> outcomes() {
    return outcomes;
  }

  /** Distinct alert transitions. */
  public long transitions() {
    return transitions;
  }

  /** Alerts raised by rule. */
  public SortedMap<String, Long> alertsBy() {
    return alertsBy;
  }

  /** Records that follow no schema. */
  public long unreadable() {
    return unreadable;
  }

  @Override
  public void close() {
    tail.close();
  }
}
