package dev.vigil.app.bench;

import dev.vigil.app.bench.BenchCluster.Running;
import dev.vigil.jobs.FeaturesJob;
import dev.vigil.jobs.JobSettings.StateBackend;
import dev.vigil.jobs.fold.Counts;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Topics;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** A features job whose patients have come in and whose monitors run at a pace. */
final class LiveWard implements AutoCloseable {
  private static final double NANOS = 1e9;

  private final int patients;
  private final BenchCluster cluster = new BenchCluster();
  private final LogWriter writer = cluster.writer();
  private final OpenLoop monitors;
  private final Running job;
  private final Latencies latencies;

  LiveWard(int patients, StateBackend backend, int checkpointSeconds) {
    this.patients = patients;
    writer.arrive(new Load(patients, 1, 0));
    monitors = new OpenLoop(writer, patients);
    job = cluster.start(FeaturesJob::new, cluster.settings(backend, checkpointSeconds));
    job.awaitPassed(Load.tickAfter(0));
    latencies = new Latencies(cluster.bootstrap(), Topics.FEATURES);
  }

  String bootstrap() {
    return cluster.bootstrap();
  }

  /** How long a second of the log takes at a rate of readings per second. */
  long secondNanos(double readingsPerSecond) {
    return (long) (new Load(patients, 1, 0).readings(1) * NANOS / readingsPerSecond);
  }

  /**
   * Runs for a while; says whether the job was there when the last tick was due, and waits until it
   * is. Monitors that could not keep the pace are late with that tick, and so is the job.
   */
  boolean run(int wallSeconds, long secondNanos) {
    int seconds = Math.max(1, (int) (wallSeconds * NANOS / secondNanos));
    long before = sent();
    Pace kept =
        monitors.write(
            seconds, secondNanos, pace -> latencies.begin(record -> intended(record, pace)));
    job.awaitPassed(monitors.next());
    boolean keptUp = kept.isKept(monitors.next(), System.nanoTime());
    latencies.await(sent() - before);
    return keptUp;
  }

  private long sent() {
    return job.counts().getOrDefault(Counts.VECTORS, 0L);
  }

  /** The vector's own instant is the tick that it follows from. */
  private static long intended(ConsumerRecord<byte[], byte[]> record, Pace pace) {
    byte[] number = record.headers().lastHeader(OutputNumber.HEADER).value();
    long instant = OutputNumber.parse(new String(number, StandardCharsets.UTF_8)).instant();
    return instant > pace.first() ? pace.begin(instant) : Latencies.NONE;
  }

  /** How many vectors have come since the run began. */
  long vectors() {
    return latencies.count();
  }

  /** From a tick's intended time to its vectors' being read, 99th percentile in milliseconds. */
  double p99() {
    return latencies.p99();
  }

  @Override
  public void close() {
    latencies.close();
    job.close();
    writer.close();
    cluster.close();
  }
}
