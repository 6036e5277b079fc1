package dev.vigil.app.runtime;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.RecoveryClaimMode;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.SavepointRestoreSettings;
import org.apache.flink.runtime.rest.messages.ClusterOverviewHeaders;
import org.apache.flink.runtime.rest.messages.DashboardConfigurationHeaders;
import org.apache.flink.runtime.rest.messages.EmptyMessageParameters;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.JobExceptionsHeaders;
import org.apache.flink.runtime.rest.messages.JobExceptionsInfoWithHistory.RootExceptionInfo;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of a Flink cluster, through its REST: the embedded one or one of many machines. Every
 * call answers within its time-out or ends with {@link FlinkUnavailableException}. Thread-safe.
 */
public final class FlinkJobs implements AutoCloseable {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration SUBMIT_TIMEOUT = Duration.ofSeconds(60);

  private final String restUrl;
  private final List<Path> jars;
  private final RestClusterClient<String> client;

  private FlinkJobs(String restUrl, List<Path> jars, RestClusterClient<String> client) {
    this.restUrl = restUrl;
    this.jars = List.copyOf(jars);
    this.client = client;
  }

  /** A job as the cluster sees it. */
  public record Job(JobID id, String name, JobStatus status, long startMillis) {
    /** The one that began first stands first. */
    public static final Comparator<Job> BY_START = Comparator.comparingLong(Job::startMillis);

    public Job {
      requireNonNull(id, "id is null");
      requireNonNull(name, "name is null");
      requireNonNull(status, "status is null");
    }

    /** Whether it runs, or will without anyone's doing. */
    public boolean isAlive() {
      return !status.isTerminalState();
    }
  }

  /**
   * Why a job last failed.
   *
   * @param atMillis when, by the cluster's clock
   * @param cause type and message of the root cause, one line
   * @param trace the whole stack trace: for the log file
   */
  public record Failure(long atMillis, String cause, String trace) {}

  /**
   * Makes the client; nothing is sent yet.
   *
   * @param restUrl {@code http://host:port}
   * @param jars what the cluster needs to run our jobs; empty for the embedded one
   */
  public static FlinkJobs connect(String restUrl, List<Path> jars) {
    requireNonNull(restUrl, "restUrl is null");
    requireNonNull(jars, "jars is null");
    URI uri = URI.create(restUrl);
    if (uri.getHost() == null || uri.getPort() < 0) {
      throw VigilException.usage(
          "flink.rest-url \"" + restUrl + "\" is not of the form http://host:port.");
    }
    Configuration conf = new Configuration();
    conf.set(RestOptions.ADDRESS, uri.getHost());
    conf.set(RestOptions.PORT, uri.getPort());
    conf.set(RestOptions.CONNECTION_TIMEOUT, Duration.ofSeconds(5));
    // A cluster that has just started says for a moment that it has no leader yet.
    conf.set(RestOptions.RETRY_MAX_ATTEMPTS, 10);
    conf.set(RestOptions.RETRY_DELAY, Duration.ofMillis(200));
    try {
      return new FlinkJobs(restUrl, jars, new RestClusterClient<>(conf, restUrl));
    } catch (Exception e) { // what the client's constructor declares
      throw VigilException.problem(
          "The client of Flink at " + restUrl + " could not be made: " + RootCause.sentence(e), e);
    }
  }

  /**
   * Submits what was built on the environment, which is empty afterwards.
   *
   * @param checkpoint where the job goes on from ({@link Checkpoints#newestComplete}); null to
   *     begin anew. It is read, never owned: whoever made it deletes it.
   * @return the job's id, once the cluster has taken it
   */
  public JobID submit(StreamExecutionEnvironment env, String name, @Nullable String checkpoint) {
    requireNonNull(env, "env is null");
    requireNonNull(name, "name is null");
    StreamGraph graph = env.getStreamGraph();
    graph.setJobName(name);
    JobGraph job = graph.getJobGraph(Thread.currentThread().getContextClassLoader());
    jars.forEach(
        jar -> job.addJar(new org.apache.flink.core.fs.Path(jar.toAbsolutePath().toUri())));
    if (checkpoint != null) {
      job.setSavepointRestoreSettings(
          SavepointRestoreSettings.forPath(checkpoint, false, RecoveryClaimMode.NO_CLAIM));
    }
    return await("submitting " + name, client.submitJob(job), SUBMIT_TIMEOUT);
  }

  /** All jobs that the cluster remembers, ended ones too. */
  public List<Job> list() {
    return await("listing the jobs", client.listJobs(), TIMEOUT).stream()
        .map(j -> new Job(j.getJobId(), j.getJobName(), j.getJobState(), j.getStartTime()))
        .toList();
  }

  /** Where the job stands. */
  public JobStatus status(JobID id) {
    return await("asking for job " + id, client.getJobStatus(id), TIMEOUT);
  }

  /** Asks the cluster to cancel the job; its retained checkpoints stay. */
  public void cancel(JobID id) {
    await("cancelling job " + id, client.cancel(id), TIMEOUT);
  }

  /** Why the job failed last; empty if it never did. */
  public Optional<Failure> failureCause(JobID id) {
    JobExceptionsHeaders headers = JobExceptionsHeaders.getInstance();
    var parameters = headers.getUnresolvedMessageParameters();
    parameters.jobPathParameter.resolve(id);
    var answer = client.sendRequest(headers, parameters, EmptyRequestBody.getInstance());
    // The newest stands first.
    List<RootExceptionInfo> history =
        await("asking for failures of job " + id, answer, TIMEOUT)
            .getExceptionHistory()
            .getEntries();
    return history.stream().findFirst().map(FlinkJobs::failure);
  }

  /** Flink's version there, such as {@code 2.3.0}; empty if it doesn't answer within 10 s. */
  public Optional<String> version() {
    try {
      var answer =
          client.sendRequest(
              DashboardConfigurationHeaders.getInstance(),
              EmptyMessageParameters.getInstance(),
              EmptyRequestBody.getInstance());
      return Optional.of(await("asking for its version", answer, TIMEOUT).getFlinkVersion());
    } catch (FlinkUnavailableException e) {
      return Optional.empty();
    }
  }

  /** How many TaskManagers the cluster knows now; lost ones until they are noticed. */
  public int taskManagers() {
    ClusterOverviewHeaders headers = ClusterOverviewHeaders.getInstance();
    var answer =
        client.sendRequest(
            headers, EmptyMessageParameters.getInstance(), EmptyRequestBody.getInstance());
    return await("counting TaskManagers", answer, TIMEOUT).getNumTaskManagersConnected();
  }

  @Override
  public void close() {
    client.close();
  }

  private static Failure failure(RootExceptionInfo info) {
    String trace = info.getStacktrace();
    return new Failure(info.getTimestamp(), RootCause.ofTrace(trace), trace);
  }

  private <T> T await(String doing, CompletableFuture<T> answer, Duration timeout) {
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new FlinkUnavailableException(restUrl, doing, "interrupted", e);
    } catch (TimeoutException e) {
      answer.cancel(true);
      String reason = "no answer within " + timeout.toSeconds() + " s";
      throw new FlinkUnavailableException(restUrl, doing, reason, e);
    } catch (ExecutionException e) {
      throw new FlinkUnavailableException(restUrl, doing, RootCause.sentence(e), e);
    }
  }
}
