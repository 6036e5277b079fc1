package dev.vigil.jobs.log;

import dev.vigil.schemas.Json;
import dev.vigil.schemas.Rejected;
import dev.vigil.schemas.Topics;
import java.util.Arrays;

/**
 * What a job can't read, on its way to {@value Topics#REJECTED}. Its key is the record's position:
 * after a restart, or from several scoring jobs, the same one may stand there more than once.
 *
 * <p>So that it isn't there once for every job that reads the record, each kind has its own:
 *
 * <ul>
 *   <li>readings, contexts and unknown types of the patient log: features
 *   <li>commands, scores and resumes: alerts
 *   <li>feature vectors: scoring
 *   <li>alert transitions, and whatever no store can take: history
 * </ul>
 *
 * The other jobs only count it.
 */
public final class DeadLetters {
  /** What stands as the source: the record lay in Kafka already, no gateway has judged it. */
  private static final String SOURCE = "log";

  /** In base 64 still below what Kafka takes as one record; the whole lies at its position. */
  private static final int RAW_BYTES_KEPT = 512 << 10;

  private DeadLetters() {}

  /**
   * The dead letter of a record that has no stamp: its time is the broker's.
   *
   * @param reason a code
   */
  public static OutgoingRecord of(RawRecord record, String reason) {
    return of(record, reason, Math.floorDiv(record.appended(), 1000L));
  }

  /**
   * The dead letter of a record.
   *
   * @param reason a code
   * @param second when it came, whole seconds since the epoch
   */
  public static OutgoingRecord of(RawRecord record, String reason, long second) {
    byte[] raw = record.value();
    Rejected rejected =
        new Rejected(
            SOURCE,
            reason,
            second,
            record.position(),
            raw.length <= RAW_BYTES_KEPT ? raw : Arrays.copyOf(raw, RAW_BYTES_KEPT));
    return OutgoingRecord.plain(Topics.REJECTED, record.position(), Json.encode(rejected));
  }
}
