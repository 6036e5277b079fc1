package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schemas.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Flink's REST, as an operator asks it by hand. */
record ClusterFlink(String url) {
  static ClusterFlink of(ComposedCluster cluster) {
    return new ClusterFlink("http://" + cluster.address("jobmanager", 8081));
  }

  /** Ids of the jobs all of whose tasks run, by name. */
  SortedMap<String, String> running() throws Exception {
    SortedMap<String, String> ids = new TreeMap<>();
    for (JsonNode job : get("/jobs/overview").path("jobs")) {
      JsonNode tasks = job.path("tasks");
      if (job.path("state").asText().equals("RUNNING")
          && tasks.path("running").asInt() == tasks.path("total").asInt()) {
        ids.put(job.path("name").asText(), job.path("jid").asText());
      }
    }
    return ids;
  }

  /** Waits until as many run, and gives their ids by name. */
  SortedMap<String, String> awaitRunning(int jobs) {
    return await(jobs + " jobs run")
        .atMost(ComposedCluster.PATIENCE)
        .pollInterval(Duration.ofMillis(500))
        .ignoreExceptions() // a JobManager that has just started has no leader yet
        .until(this::running, ids -> ids.size() >= jobs);
  }

  /** Ends all jobs, and waits until they are. */
  private void endJobs() throws Exception {
    for (String id : running().values()) {
      HttpRequest end =
          HttpRequest.newBuilder(URI.create(url + "/jobs/" + id))
              .method("PATCH", BodyPublishers.noBody())
              .build();
      var answer = HttpClient.newHttpClient().send(end, BodyHandlers.ofString());
      assertThat(answer.statusCode() / 100).as(answer.body()).isEqualTo(2);
    }
    await("the jobs have ended").atMost(ComposedCluster.PATIENCE).until(() -> running().isEmpty());
  }

  /** Without its supervisor, ends all jobs, and lets it go on with so many tasks of each. */
  void rescale(ComposedCluster cluster, int parallelism) throws Exception {
    SortedMap<String, String> before = awaitRunning(5);
    cluster.stop(Started.SUPERVISOR);
    endJobs();
    cluster.set(Started.SUPERVISOR, "VIGIL_FLINK_PARALLELISM", Integer.toString(parallelism));
    Started.supervisor(cluster);
    SortedMap<String, String> after = awaitRunning(before.size());
    assertThat(after.keySet()).isEqualTo(before.keySet());
    requireRestored(after, parallelism);
  }

  /** The largest number of tasks that any part of the job has. */
  private int parallelism(String id) throws Exception {
    int most = 0;
    for (JsonNode part : get("/jobs/" + id).path("vertices")) {
      most = Math.max(most, part.path("parallelism").asInt());
    }
    return most;
  }

  /** Whether the job went on from a checkpoint. */
  private boolean isRestored(String id) throws Exception {
    return get("/jobs/" + id + "/checkpoints").at("/latest/restored/id").isNumber();
  }

  /**
   * Each of these has gone on from a checkpoint, in so many tasks.
   *
   * @param jobs their ids by name
   */
  private void requireRestored(SortedMap<String, String> jobs, int parallelism) throws Exception {
    for (Map.Entry<String, String> job : jobs.entrySet()) {
      assertThat(parallelism(job.getValue())).as(job.getKey()).isEqualTo(parallelism);
      assertThat(isRestored(job.getValue())).as(job.getKey()).isTrue();
    }
  }

  private JsonNode get(String path) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url + path)).build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(path).isEqualTo(200);
    return Json.mapper().readTree(answer.body());
  }
}
