package dev.vigil.app.bench;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.books.JobReports;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.runtime.BrokerSettings;
import dev.vigil.app.runtime.EmbeddedFlink;
import dev.vigil.app.runtime.EmbeddedKafka;
import dev.vigil.app.runtime.FlinkJobs;
import dev.vigil.app.runtime.FlinkSettings;
import dev.vigil.app.runtime.KafkaTopics;
import dev.vigil.jobs.JobSettings;
import dev.vigil.jobs.JobSettings.StateBackend;
import dev.vigil.jobs.VigilJob;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.flink.api.common.JobID;

/**
 * A broker and a Flink cluster as a world starts them, in a folder that goes with them. Jobs run
 * one at a time.
 */
final class BenchCluster implements AutoCloseable {
  /** Of the interval that the throughput is measured with. */
  static final int CHECKPOINT_SECONDS = 10;

  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration SOON = Duration.ofMillis(20);
  private static final int PARALLELISM =
      Math.min(Runtime.getRuntime().availableProcessors(), Topics.DEFAULT_PARTITIONS);
  private static final int VECTOR_SECONDS = 60;
  private static final int FOR_EVER = -1;
  private static final long MILLIS_A_SECOND = 1000;

  private final Path folder;
  private final EmbeddedKafka kafka;
  private final EmbeddedFlink flink;
  private final FlinkJobs jobs;

  BenchCluster() {
    folder = newFolder();
    kafka = EmbeddedKafka.start(folder.resolve("kafka"), 0, BrokerSettings.defaults());
    KafkaTopics.ensure(kafka.bootstrap(), Topics.DEFAULT_PARTITIONS, FOR_EVER);
    flink =
        EmbeddedFlink.start(
            new FlinkSettings(
                0, PARALLELISM, folder.resolve("checkpoints"), folder.resolve("scratch")));
    jobs = FlinkJobs.connect(flink.restUrl(), List.of());
  }

  String bootstrap() {
    return kafka.bootstrap();
  }

  LogWriter writer() {
    return new LogWriter(kafka.bootstrap(), Topics.DEFAULT_PARTITIONS);
  }

  /** How a job is to run, in as many tasks as there are cores. */
  JobSettings settings(StateBackend backend, int checkpointSeconds) {
    return settings(backend, checkpointSeconds, PARALLELISM);
  }

  /** How a job is to run. */
  JobSettings settings(StateBackend backend, int checkpointSeconds, int parallelism) {
    return new JobSettings(
        kafka.bootstrap(),
        Ticks.World.RECORDED,
        parallelism,
        VECTOR_SECONDS,
        new JobSettings.Checkpoints(
            folder.resolve("checkpoints").toUri().toString(),
            checkpointSeconds * MILLIS_A_SECOND,
            backend));
  }

  /** Starts a job from the begin of the log. */
  Running start(Function<JobSettings, VigilJob> kind, JobSettings settings) {
    return new Running(kind.apply(settings), settings);
  }

  /** A job that runs until it is closed. */
  final class Running implements AutoCloseable {
    private final VigilJob job;
    private final JobReports reports;
    private final JobID id;

    private Running(VigilJob job, JobSettings settings) {
      this.job = job;
      reports = JobReports.fromNow(kafka.bootstrap());
      id = jobs.submit(job.environment(settings), job.name(), null);
    }

    /** Waits until all tasks have passed a tick. */
    void awaitPassed(long tick) {
      reports.awaitPassed(List.of(job.name()), tick, PATIENCE);
    }

    /**
     * Waits until a number has become large enough.
     *
     * @return what it is then
     */
    long await(LongSupplier number, long atLeast) {
      long deadline = System.nanoTime() + PATIENCE.toNanos();
      long now = number.getAsLong();
      while (now < atLeast) {
        if (System.nanoTime() - deadline > 0) {
          throw VigilException.problem(
              "The job " + job.name() + " has come to " + now + " of " + atLeast + " records.");
        }
        reports.poll(SOON);
        now = number.getAsLong();
      }
      return now;
    }

    /** What it has counted until the tick that it has passed. */
    SortedMap<String, Long> counts() {
      return reports.counts(job.name());
    }

    /** Cancels the job, and returns when it has ended. */
    @Override
    public void close() {
      try (reports) {
        jobs.cancel(id);
        while (!jobs.status(id).isGloballyTerminalState()) {
          reports.poll(SOON);
        }
      }
    }
  }

  private static Path newFolder() {
    try {
      return Files.createTempDirectory("vigil-bench");
    } catch (IOException e) {
      throw VigilException.problem(
          "No folder for the benchmark can be made in "
              + System.getProperty("java.io.tmpdir")
              + ": correct its owner and mode, or give another with -Djava.io.tmpdir.",
          e);
    }
  }

  @Override
  public void close() {
    jobs.close();
    flink.close();
    kafka.close();
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(requireNonNull(file, "file is null"));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the folder of the benchmark can't be deleted", e);
    }
  }
}
