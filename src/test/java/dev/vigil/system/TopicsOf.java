package dev.vigil.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.DrillEntry;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.LogRecord;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Rejected;
import dev.vigil.schemas.TechnicalAlert;
import dev.vigil.schemas.Tick;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** What the topics of a broker hold, read from their beginnings, for comparison. */
record TopicsOf(String bootstrap) {

  /** Who was alerted to what, and since when. */
  record Raise(String patient, String rule, Priority priority, long measured) {
    private static Raise of(AlertTransition raised) {
      return new Raise(raised.patient(), raised.rule(), raised.priority(), raised.measured());
    }
  }

  /**
   * A record of the patient log.
   *
   * @param stamp the highest tick before it in its partition
   */
  record Logged(int partition, long offset, long stamp, LogRecord record) {}

  /**
   * The numbered outputs of a topic by patient, each once; one that was sent twice must have been
   * sent with the same bytes.
   */
  SortedMap<String, SortedMap<OutputNumber, String>> numbered(String topic) {
    SortedMap<String, SortedMap<OutputNumber, String>> outputs = new TreeMap<>();
    each(
        topic,
        record -> {
          OutputNumber number = OutputNumber.parse(header(record, OutputNumber.HEADER));
          String value = record.value() == null ? "" : new String(record.value(), UTF_8);
          String before =
              outputs.computeIfAbsent(key(record), id -> new TreeMap<>()).put(number, value);
          assertThat(before).as("%s, number %s, as sent before", topic, number).isIn(null, value);
        });
    return outputs;
  }

  /** Feature vectors by patient in the order of their numbers, as JSON. */
  SortedMap<String, List<String>> vectors() {
    SortedMap<String, List<String>> vectors = new TreeMap<>();
    numbered(Topics.FEATURES)
        .forEach((patient, sent) -> vectors.put(patient, List.copyOf(sent.values())));
    return vectors;
  }

  /** The latest of each technical alert, by its key. */
  Map<String, TechnicalAlert> technical() {
    Map<String, TechnicalAlert> latest = new HashMap<>();
    each(
        Topics.TECHNICAL,
        record -> latest.put(key(record), decode(record.value(), TechnicalAlert.class)));
    return latest;
  }

  /** Waits until a technical alert is raised, or is over. */
  void awaitTechnical(String key, TechnicalAlert.State state) {
    await(key + " is " + state)
        .atMost(ComposedCluster.PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(
            () ->
                assertThat(technical().get(key))
                    .isNotNull()
                    .extracting(TechnicalAlert::state)
                    .isEqualTo(state));
  }

  /** Steps of drills, in their order. */
  List<DrillEntry> drills() {
    List<DrillEntry> steps = new ArrayList<>();
    each(Topics.DRILLS, record -> steps.add(decode(record.value(), DrillEntry.class)));
    return steps;
  }

  /** Alert transitions, each once. */
  List<AlertTransition> transitions() {
    List<AlertTransition> transitions = new ArrayList<>();
    for (SortedMap<OutputNumber, String> ofPatient : numbered(Topics.ALERTS).values()) {
      for (String json : ofPatient.values()) {
        transitions.add(decode(json.getBytes(UTF_8), AlertTransition.class));
      }
    }
    return transitions;
  }

  /** The alerts that were raised, each once. */
  List<Raise> raises() {
    return raises(transitions());
  }

  /** Those among transitions that raised an alert. */
  static List<Raise> raises(List<AlertTransition> transitions) {
    return transitions.stream()
        .filter(transition -> transition.cause() == Cause.RAISED)
        .map(Raise::of)
        .toList();
  }

  /** {@code model:version} of what the ledger calls live. */
  List<String> liveModels() {
    SortedMap<String, LedgerEntry> latest = new TreeMap<>();
    each(
        Topics.LEDGER,
        record -> {
          LedgerEntry entry = decode(record.value(), LedgerEntry.class);
          latest.put(entry.modelVersion(), entry);
        });
    latest.values().removeIf(entry -> entry.action() != LedgerEntry.Action.LIVE);
    return List.copyOf(latest.keySet());
  }

  /** What was dead-lettered. */
  List<Rejected> rejected() {
    List<Rejected> rejected = new ArrayList<>();
    each(Topics.REJECTED, record -> rejected.add(decode(record.value(), Rejected.class)));
    return rejected;
  }

  /** The patient log of a recorded world; records from before the first tick are left out. */
  List<Logged> log() {
    List<Logged> log = new ArrayList<>();
    Map<Integer, Long> stamps = new HashMap<>();
    each(
        Topics.PATIENTS,
        record -> {
          LogRecord read = decode(record);
          long last = stamps.getOrDefault(record.partition(), Ticks.NONE);
          if (read instanceof Tick tick && tick.second() > last) {
            stamps.put(record.partition(), tick.second());
          }
          if (read instanceof Tick || last != Ticks.NONE) {
            log.add(new Logged(record.partition(), record.offset(), last, read));
          }
        });
    return log;
  }

  private static LogRecord decode(ConsumerRecord<byte[], byte[]> record) {
    try {
      return LogCodec.decode(
          RecordType.ofWireName(header(record, RecordType.HEADER)), record.value());
    } catch (MalformedRecordException e) {
      throw new AssertionError(place(record) + " is malformed", e);
    }
  }

  private static <T> T decode(byte[] json, Class<T> type) {
    try {
      return Json.decode(json, type);
    } catch (MalformedRecordException e) {
      throw new AssertionError("not a " + type.getSimpleName(), e);
    }
  }

  private void each(String topic, Reader reader) {
    try (TopicTail tail = TopicTail.fromBeginning(bootstrap, List.of(topic))) {
      tail.readToEnd(reader::read);
    }
  }

  private interface Reader {
    void read(ConsumerRecord<byte[], byte[]> record);
  }

  private static String key(ConsumerRecord<byte[], byte[]> record) {
    return new String(record.key(), UTF_8);
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    assertThat(header).as("header %s of %s", name, place(record)).isNotNull();
    return new String(header.value(), UTF_8);
  }

  private static String place(ConsumerRecord<byte[], byte[]> record) {
    return record.topic() + "-" + record.partition() + "@" + record.offset();
  }
}
