package dev.vigil.ingest;

import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * The readings of one message on their way into the log: one record per patient, and a further one
 * where an identity comes again with another value or version, in the order of the message.
 */
final class Batch {
  /**
   * Keeps a record below Kafka's one megabyte: the longest sensor and observer in Chinese, escaped,
   * make 1.7 KB of a reading.
   */
  private static final int MOST_PER_RECORD = 500;

  private record Identity(String vital, String sensor, long measured) {}

  /** A record that is still being filled. */
  private static final class OpenRecord {
    private final String patient;
    private final List<Reading> readings = new ArrayList<>();
    private final Set<Identity> identities = new HashSet<>();
    private final CompletableFuture<Position> append = new CompletableFuture<>();
    private final CompletableFuture<Verdict> verdict = verdictOf(append, Verdict.ACCEPTED);

    private OpenRecord(String patient) {
      this.patient = patient;
    }
  }

  private final String source;
  private final long received;
  private final RecentReadings recent;
  private final List<OpenRecord> records = new ArrayList<>();
  private final Map<String, OpenRecord> lastOf = new LinkedHashMap<>();

  Batch(String source, long received, RecentReadings recent) {
    this.source = source;
    this.received = received;
    this.recent = recent;
  }

  /** Takes a reading; the verdict is known once its record, or the copy's before it, is durable. */
  CompletableFuture<Verdict> add(ReadingJudge.Judged judged) {
    Reading reading = judged.reading();
    OpenRecord open = recordFor(judged.patient(), reading);
    CompletableFuture<Position> earlier = recent.claim(judged.patient(), reading, open.append);
    if (earlier != null) {
      return verdictOf(earlier, Verdict.DUPLICATE);
    }
    if (open.readings.isEmpty()) {
      records.add(open);
      lastOf.put(open.patient, open);
    }
    open.readings.add(reading);
    open.identities.add(identity(reading));
    return open.verdict;
  }

  /** Hands all records to the log, in order. */
  void appendTo(PatientLog log) {
    for (OpenRecord open : records) {
      Readings record = new Readings(open.patient, received, source, open.readings);
      var unused =
          log.append(record)
              .whenComplete(
                  (position, failure) -> {
                    if (failure == null) {
                      open.append.complete(position);
                    } else {
                      fail(open, failure);
                    }
                  });
    }
  }

  /** Gives everything up that isn't appended yet. */
  void abandon(Throwable failure) {
    records.forEach(open -> fail(open, failure));
  }

  private void fail(OpenRecord open, Throwable failure) {
    // First forgotten, then failed: whoever hears of the failure and tries again is appended.
    open.readings.forEach(reading -> recent.release(open.patient, reading, open.append));
    open.append.completeExceptionally(failure);
  }

  private OpenRecord recordFor(String patient, Reading reading) {
    OpenRecord last = lastOf.get(patient);
    if (last == null
        || last.readings.size() == MOST_PER_RECORD
        || last.identities.contains(identity(reading))) {
      return new OpenRecord(patient);
    }
    return last;
  }

  private static Identity identity(Reading reading) {
    return new Identity(reading.vital(), reading.sensor(), reading.measured());
  }

  private static CompletableFuture<Verdict> verdictOf(
      CompletableFuture<Position> append, Verdict onceDurable) {
    return append.handle(
        (position, failure) ->
            failure == null ? onceDurable : Verdict.refused(Reason.LOG_UNAVAILABLE));
  }
}
