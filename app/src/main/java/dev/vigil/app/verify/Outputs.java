package dev.vigil.app.verify;

import dev.vigil.ingest.kafka.PlainConsumer;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * What a job really sent to one partition of one topic, to be held against what a refold gives. A
 * number that was sent twice is one output; with other bytes it is a mismatch.
 */
final class Outputs {
  private static final byte[] TOMBSTONE = new byte[0];

  /** What a record has that no job of ours wrote. */
  private static final OutputNumber NO_NUMBER = new OutputNumber(-1, 0, 0);

  private final String topic;
  private final int partition;
  private final long until;
  private final @Nullable Compaction compaction;
  private final Map<String, NavigableMap<OutputNumber, byte[]>> byPatient = new HashMap<>();
  private final List<Mismatch> mismatches = new ArrayList<>();
  private long compared;

  /**
   * Nothing sent yet.
   *
   * @param until outputs decided at or after this second are left out
   * @param compacted whether Kafka may drop what a later record of the same patient supersedes
   */
  Outputs(String topic, int partition, long until, boolean compacted) {
    this.topic = topic;
    this.partition = partition;
    this.until = until;
    this.compaction = compacted ? new Compaction(until) : null;
  }

  /**
   * Reads a partition to its end.
   *
   * @param until outputs decided at or after this second are left out
   */
  static Outputs read(String bootstrap, String topic, int partition, long until) {
    boolean compacted = Topics.retention(topic) == Topics.Retention.COMPACTED;
    Outputs outputs = new Outputs(topic, partition, until, compacted);
    try (TopicTail tail = TopicTail.ofPartition(bootstrap, topic, partition)) {
      tail.readToEnd(outputs::add);
    }
    return outputs;
  }

  /** Takes the next record of the partition. */
  void add(ConsumerRecord<byte[], byte[]> record) {
    OutputNumber number = number(PlainConsumer.header(record, OutputNumber.HEADER));
    if (number.equals(NO_NUMBER) || record.key() == null) {
      mismatches.add(new Mismatch(topic, partition, NO_NUMBER, Mismatch.Kind.UNFOUNDED));
      return;
    }
    String patient = new String(record.key(), StandardCharsets.UTF_8);
    if (compaction != null) {
      compaction.sent(patient, number);
    }
    if (number.instant() >= until) {
      return;
    }
    byte[] value = digest(record.value());
    byte[] before =
        byPatient.computeIfAbsent(patient, id -> new TreeMap<>()).putIfAbsent(number, value);
    if (before != null && !Arrays.equals(before, value)) {
      mismatches.add(new Mismatch(topic, partition, number, Mismatch.Kind.DIFFERENT));
    }
  }

  private static OutputNumber number(@Nullable String header) {
    try {
      return header == null ? NO_NUMBER : OutputNumber.ofHeader(header);
    } catch (MalformedRecordException e) {
      return NO_NUMBER;
    }
  }

  /** Holds one output of the refold against what was sent. */
  void expect(String patient, OutputNumber number, byte @Nullable [] value) {
    if (number.instant() >= until) {
      return;
    }
    compared++;
    NavigableMap<OutputNumber, byte[]> sent = byPatient.get(patient);
    byte[] found = sent == null ? null : sent.remove(number);
    if (compaction != null) {
      compaction.expected(patient, number, value == null);
    }
    if (found == null && compaction != null) {
      compaction.missing(patient, number);
    } else if (found == null) {
      mismatches.add(new Mismatch(topic, partition, number, Mismatch.Kind.MISSING));
    } else if (!Arrays.equals(found, digest(value))) {
      mismatches.add(new Mismatch(topic, partition, number, Mismatch.Kind.DIFFERENT));
    }
  }

  /** Days of vectors would not fit into memory; their digests do. */
  private static byte[] digest(byte @Nullable [] value) {
    if (value == null) {
      return TOMBSTONE;
    }
    try {
      return MessageDigest.getInstance("SHA-256").digest(value);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** All that is wrong, once everything has been expected. */
  List<Mismatch> finish() {
    if (compaction != null) {
      compaction
          .unexplained()
          .forEach(
              number ->
                  mismatches.add(new Mismatch(topic, partition, number, Mismatch.Kind.MISSING)));
    }
    byPatient
        .values()
        .forEach(
            sent ->
                sent.keySet()
                    .forEach(
                        number ->
                            mismatches.add(
                                new Mismatch(topic, partition, number, Mismatch.Kind.UNFOUNDED))));
    byPatient.clear();
    return mismatches;
  }

  long compared() {
    return compared;
  }
}
