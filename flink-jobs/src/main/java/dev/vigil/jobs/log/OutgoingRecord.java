package dev.vigil.jobs.log;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.Heartbeat;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Topics;
import org.jspecify.annotations.Nullable;

/**
 * What a job sends to Kafka.
 *
 * @param headerName empty for no header
 * @param value JSON; null for a tombstone
 */
@SuppressWarnings("ArrayRecordComponent") // nobody changes or compares the bytes
public record OutgoingRecord(
    String topic, String key, String headerName, String headerValue, byte @Nullable [] value) {

  /** Written out because NullAway doesn't see the annotation in a compact one. */
  public OutgoingRecord(
      String topic, String key, String headerName, String headerValue, byte @Nullable [] value) {
    this.topic = requireNonNull(topic, "topic is null");
    this.key = requireNonNull(key, "key is null");
    this.headerName = requireNonNull(headerName, "headerName is null");
    this.headerValue = requireNonNull(headerValue, "headerValue is null");
    this.value = value;
  }

  /** A numbered output of a fold. */
  public static OutgoingRecord numbered(
      String topic, String patient, OutputNumber number, byte @Nullable [] value) {
    return new OutgoingRecord(topic, patient, OutputNumber.HEADER, number.toString(), value);
  }

  /** A record for the patient log. */
  public static OutgoingRecord logRecord(
      String topic, String patient, RecordType type, byte[] value) {
    return new OutgoingRecord(topic, patient, RecordType.HEADER, type.wireName(), value);
  }

  /** A sign of life. */
  public static OutgoingRecord heartbeat(Heartbeat beat) {
    return plain(Topics.HEARTBEATS, beat.component() + "/" + beat.part(), Json.encode(beat));
  }

  /** A record that is none of these. */
  public static OutgoingRecord plain(String topic, String key, byte[] value) {
    return new OutgoingRecord(topic, key, "", "", value);
  }
}
