package dev.vigil.app.books;

import dev.vigil.app.failure.VigilException;
import dev.vigil.jobs.log.JobParts;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.Heartbeat;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The latest heartbeat of every part of every job, and of every gateway. */
public final class JobReports implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);

  private final TopicTail tail;
  private final Map<String, JobParts> byComponent = new HashMap<>();

  private JobReports(TopicTail tail) {
    this.tail = tail;
  }

  /** Only heartbeats that come from now on. */
  public static JobReports fromNow(String bootstrap) {
    return new JobReports(TopicTail.fromEnd(bootstrap, List.of(Topics.HEARTBEATS)));
  }

  /** All heartbeats that are kept. */
  public static JobReports ofAll(String bootstrap) {
    return new JobReports(TopicTail.fromBeginning(bootstrap, List.of(Topics.HEARTBEATS)));
  }

  /** Reads what has come, waiting at most {@code patience} for something. */
  public void poll(Duration patience) {
    tail.poll(patience, this::add);
  }

  /** Reads all that has come. */
  public void readToEnd() {
    tail.readToEnd(this::add);
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    try {
      Heartbeat beat = Json.decode(record.value(), Heartbeat.class);
      byComponent.computeIfAbsent(beat.component(), name -> new JobParts()).add(beat);
    } catch (MalformedRecordException e) {
      // Not a heartbeat: a part that writes such is silent, and noticed as such.
    }
  }

  /**
   * Waits until all parts of these jobs have passed a tick.
   *
   * @throws VigilException with the name of the job that hasn't in time
   */
  public void awaitPassed(List<String> components, long tick, Duration patience) {
    long deadline = System.nanoTime() + patience.toNanos();
    for (String component : components) {
      while (passed(component) < tick) {
        poll(POLL);
        if (System.nanoTime() - deadline > 0) {
          throw VigilException.problem(
              "The job "
                  + component
                  + " has not passed tick "
                  + tick
                  + " for "
                  + patience.toSeconds()
                  + " s: see its reason in ./vigil status or the log file.");
        }
      }
    }
  }

  /** The tick that all parts of a job have passed; {@link Ticks#NONE} if one is silent. */
  public long passed(String component) {
    JobParts parts = byComponent.get(component);
    return parts == null ? Ticks.NONE : parts.passed();
  }

  /** The second of the latest sign of each gateway that has not ended in order, by its name. */
  public SortedMap<String, Long> gateways() {
    SortedMap<String, Long> seconds = new TreeMap<>();
    byComponent.forEach(
        (component, parts) -> {
          if (component.startsWith(Heartbeat.GATEWAY)
              && !parts.counts().containsKey(Heartbeat.LEFT)) {
            seconds.put(component, parts.passed());
          }
        });
    return seconds;
  }

  /** The job's counts, summed over its parts. */
  public SortedMap<String, Long> counts(String component) {
    JobParts parts = byComponent.get(component);
    return parts == null ? new TreeMap<>() : parts.counts();
  }

  @Override
  public void close() {
    tail.close();
  }
}
