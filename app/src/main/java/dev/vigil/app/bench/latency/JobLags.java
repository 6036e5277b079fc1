package dev.vigil.app.bench.latency;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.vigil.app.books.CatchUp;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.world.Address;
import dev.vigil.dashboard.TokenFile;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** How far the jobs of a Vigil are behind its log, as its server says. */
final class JobLags {
  /** Heartbeats are that old anyway. */
  private static final long NEAR_SECONDS = 3;

  private static final Duration PATIENCE = Duration.ofSeconds(90);
  private static final Duration ANSWER = Duration.ofSeconds(30);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path data;
  private String slowest = "";

  /**
   * @param data folder of the Vigil that runs
   */
  JobLags(Path data) {
    this.data = requireNonNull(data, "data is null");
  }

  /**
   * Waits until all jobs run and have caught up, for as long as they come nearer.
   *
   * @throws VigilException if they don't for a minute and a half
   */
  void awaitNear() throws InterruptedException {
    long far = CatchUp.await(this::far, PATIENCE);
    if (far > 0) {
      throw VigilException.problem(
          "The job " + slowest + " did not catch up: it is " + (far + NEAR_SECONDS) + " s behind.");
    }
  }

  /** Seconds of the slowest job beyond what is near. */
  private long far() throws InterruptedException {
    JsonNode jobs = jobs();
    long most = jobs.isEmpty() ? Integer.MAX_VALUE : 0;
    for (Map.Entry<String, JsonNode> job : jobs.properties()) {
      // One that has said nothing yet is as far behind as can be.
      long lag = job.getValue().path("lag_s").asLong(Integer.MAX_VALUE);
      if (lag > most) {
        most = lag;
        slowest = job.getKey();
      }
    }
    return most - NEAR_SECONDS;
  }

  /** Nothing where the server does not answer: it may have too much to do. */
  private JsonNode jobs() throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(Address.find(data).resolve("/api/status"))
            .timeout(ANSWER)
            .header(
                "Authorization", "Bearer " + TokenFile.read(data.resolve("server.token")).secret())
            .build();
    try {
      byte[] answer = http.send(request, BodyHandlers.ofByteArray()).body();
      return Json.mapper().readTree(answer).path("jobs");
    } catch (IOException e) {
      slowest = "of the server, which does not answer,";
      return MissingNode.getInstance();
    }
  }
}
