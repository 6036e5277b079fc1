package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schemas.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The provisioned board of Grafana, and what Prometheus finds on a cluster. */
final class BoardMetrics {
  private static final Path BOARD = Path.of("deploy", "grafana", "boards", "vigil.json");
  private static final Path PROMETHEUS = Path.of("deploy", "prometheus.yml");
  private static final Pattern METRIC = Pattern.compile("\\b(?:vigil|flink)_\\w+");

  private BoardMetrics() {}

  /** Every metric that the board asks for is exported by what Prometheus asks. */
  static void requireExported(ComposedCluster cluster) throws Exception {
    Set<String> asked = new TreeSet<>();
    JsonNode board = Json.mapper().readTree(VigilScript.PROJECT.resolve(BOARD).toFile());
    for (JsonNode panel : board.path("panels")) {
      assertThat(panel.path("targets")).as("targets of %s", panel.path("title")).isNotEmpty();
      for (JsonNode target : panel.path("targets")) {
        METRIC.matcher(target.path("expr").asText()).results().forEach(m -> asked.add(m.group()));
      }
    }
    assertThat(asked).hasSizeGreaterThan(20);
    await("every metric of the board")
        .atMost(ComposedCluster.PATIENCE)
        .pollInterval(Duration.ofSeconds(1))
        .untilAsserted(() -> assertThat(exported(cluster)).containsAll(asked));
  }

  private static Set<String> exported(ComposedCluster cluster) throws Exception {
    Set<String> names = new TreeSet<>();
    Map<?, ?> prometheus =
        ComposedServices.map(ComposedServices.load(VigilScript.PROJECT.resolve(PROMETHEUS)));
    for (Object job : (List<?>) prometheus.get("scrape_configs")) {
      List<?> configs = (List<?>) ComposedServices.map(job).get("static_configs");
      for (Object target : (List<?>) ComposedServices.map(configs.get(0)).get("targets")) {
        String[] place = ((String) target).split(":", -1);
        String address = cluster.address(place[0], Integer.parseInt(place[1]));
        get("http://" + address + "/metrics")
            .lines()
            .filter(line -> !line.startsWith("#"))
            .forEach(line -> names.add(line.replaceAll("[{ ].*", "")));
      }
    }
    return names;
  }

  private static String get(String url) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(url).isEqualTo(200);
    return answer.body();
  }
}
