package dev.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.jobs.log.OutgoingRecord;
import dev.vigil.jobs.log.RawRecord;
import dev.vigil.schemas.Heartbeat;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.LogRecord;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.PatientContext.Status;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Rejected;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Tick;
import dev.vigil.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** Records of Vigil's topics as a test writes them. */
public final class LogRecords {
  /** A moment on which tests begin, whole seconds since the epoch. */
  public static final long START = 1_700_000_000L;

  private LogRecords() {}

  /** A tick that the broker appended in its own second. */
  public static RawRecord tick(int partition, long offset, long second) {
    return tick(partition, offset, second, second);
  }

  /** A tick that the broker appended at another second. */
  public static RawRecord tick(int partition, long offset, long second, long appended) {
    return raw(partition, offset, appended, "", "tick", LogCodec.encode(new Tick(second, "test")));
  }

  /** A patient's record. */
  public static RawRecord record(int partition, long offset, PatientRecord record) {
    return raw(
        partition,
        offset,
        START,
        record.patient(),
        record.type().wireName(),
        LogCodec.encode((LogRecord) record));
  }

  /** Any record of the patient log. */
  public static RawRecord raw(
      int partition, long offset, long appended, String key, String header, byte[] value) {
    return new RawRecord(Topics.PATIENTS, partition, offset, appended * 1000, key, header, value);
  }

  /** A record of another topic. */
  public static RawRecord output(
      String topic, long offset, String patient, OutputNumber number, byte[] value) {
    return new RawRecord(topic, 0, offset, START * 1000, patient, number.toString(), value);
  }

  public static Readings readings(String patient, long received, Reading... readings) {
    return new Readings(patient, received, "test", Arrays.asList(readings));
  }

  /** A heart rate in tenths per minute. */
  public static Reading heartRate(long measured, long steps) {
    return Reading.of("heart-rate", "mon-1", measured, steps);
  }

  public static PatientContext context(
      String patient, int version, Status status, MonitoringPlan plan) {
    return new PatientContext(
        patient,
        version,
        status,
        Origin.DEMO,
        "A",
        "3",
        70,
        null,
        null,
        1,
        new TreeMap<>(),
        List.of(),
        plan,
        START,
        null,
        "nurse",
        "test");
  }

  public static Score score(String patient, OutputNumber vector, double value) {
    return score(patient, "news2", vector, value);
  }

  /** A score of version 1 of a model. */
  public static Score score(String patient, String model, OutputNumber vector, double value) {
    return new Score(
        patient,
        model,
        "1",
        vector,
        vector.instant(),
        Score.Outcome.SCORE,
        value,
        null,
        null,
        new TreeMap<>(),
        List.of(),
        null);
  }

  /** The dead letter that an outgoing record is. */
  public static Rejected rejected(OutgoingRecord record) {
    assertThat(record.topic()).isEqualTo(Topics.REJECTED);
    Rejected rejected = read(record, Rejected.class);
    assertThat(record.key()).as("the key is the position").isEqualTo(rejected.position());
    return rejected;
  }

  /** The heartbeat that an outgoing record is. */
  public static Heartbeat heartbeat(OutgoingRecord record) {
    assertThat(record.topic()).isEqualTo(Topics.HEARTBEATS);
    return read(record, Heartbeat.class);
  }

  private static <T> T read(OutgoingRecord record, Class<T> type) {
    try {
      return Json.decode(record.value(), type);
    } catch (MalformedRecordException e) {
      throw new AssertionError(e);
    }
  }

  /** All that an outgoing record says, on one line. */
  public static String text(OutgoingRecord record) {
    return text(record.topic(), record.headerValue(), record.value());
  }

  /** The same from its parts. */
  public static String text(String topic, String header, byte[] value) {
    String json = value == null ? "tombstone" : new String(value, StandardCharsets.UTF_8);
    return topic + " " + header + " " + json;
  }

  /** A record of the log read back. */
  public static PatientRecord decoded(RawRecord raw) {
    try {
      return (PatientRecord) LogCodec.decode(raw.type(), raw.value());
    } catch (MalformedRecordException e) {
      throw new AssertionError(e);
    }
  }

  /** Whether it is a tick. */
  public static boolean isTick(RawRecord raw) {
    return raw.type() == RecordType.TICK;
  }
}
