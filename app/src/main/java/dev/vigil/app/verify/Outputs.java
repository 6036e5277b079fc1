package dev.vigil.app.verify;

import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.OutputNumber;
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
import org.apache.kafka.common.header.Header;
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
  private final Map<String, NavigableMap<OutputNumber, byte[]>> byPatient = new HashMap<>();
  private final List<Mismatch> mismatches = new ArrayList<>();
  private long compared;

  private Outputs(String topic, int partition, long until) {
    this.topic = topic;
    this.partition = partition;
    this.until = until;
  }

  /**
   * Reads a partition to its end.
   *
   * @param until outputs decided at or after this second are left out
   */
  static Outputs read(String bootstrap, String topic, int partition, long until) {
    Outputs outputs = new Outputs(topic, partition, until);
    try (TopicTail tail = TopicTail.ofPartition(bootstrap, topic, partition)) {
      tail.readToEnd(outputs::add);
    }
    return outputs;
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(OutputNumber.HEADER);
    if (header == null || record.key() == null) {
      mismatches.add(new Mismatch(topic, partition, NO_NUMBER, Mismatch.Kind.UNFOUNDED));
      return;
    }
    OutputNumber number = OutputNumber.parse(new String(header.value(), StandardCharsets.UTF_8));
    if (number.instant() >= until) {
      return;
    }
    byte[] value = digest(record.value());
    byte[] before =
        byPatient
            .computeIfAbsent(
                new String(record.key(), StandardCharsets.UTF_8), patient -> new TreeMap<>())
            .putIfAbsent(number, value);
    if (before != null && !Arrays.equals(before, value)) {
      mismatches.add(new Mismatch(topic, partition, number, Mismatch.Kind.DIFFERENT));
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
    if (found == null) {
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
