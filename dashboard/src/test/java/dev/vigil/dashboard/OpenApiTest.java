package dev.vigil.dashboard;

import static java.util.Locale.ROOT;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.ApiContract.Operation;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The API's document against the routes and against the OpenAPI standard. */
class OpenApiTest {
  /** Nobody has to sign in for them, so no rule names them. */
  private static final List<String> OPEN =
      List.of("get /api/sign-in", "post /api/sign-in", "get /health", "get /metrics");

  @Test
  void document_namesEveryRoute_andNoOther() {
    List<String> rules =
        ApiRule.ALL.stream()
            .map(
                rule ->
                    rule.method().name().toLowerCase(ROOT) + " " + OpenApi.template(rule.path()))
            .toList();

    assertThat(operations().stream().map(Operation::toString))
        .as("openapi/*.yaml against ApiRule.ALL")
        .containsExactlyInAnyOrderElementsOf(Stream.concat(rules.stream(), OPEN.stream()).toList());
  }

  @Test
  void everyOperation_isServed() throws Exception {
    try (TestServer server = new TestServer()) {
      for (Operation operation : operations()) {
        String path = operation.path().replaceAll("\\{[a-z]+}", "none");
        HttpRequest request =
            server
                .request(path)
                .method(operation.method().toUpperCase(ROOT), BodyPublishers.ofString("{}"))
                .build();

        assertThat(server.send(request).body()).as("%s", operation).doesNotContain("nothing here");
      }
    }
  }

  @Test
  void document_isServedToWhomeverHasSignedIn_asOpenApi31() throws Exception {
    try (TestServer server = new TestServer()) {
      HttpResponse<String> answer = server.get(OpenApi.PATH);

      assertThat(answer.version()).as("no upgrade").isEqualTo(HttpClient.Version.HTTP_1_1);
      assertThat(TestServer.json(answer)).isEqualTo(ApiContract.DOCUMENT);
      // The library checks the whole against the standard's own schema, but knows few media types.
      String known = answer.body().replaceAll("text/(csv|tab-separated-values)", "text/plain");
      OpenAPIContract contract =
          OpenAPIContract.from(server.vertx, new JsonObject(known))
              .toCompletionStage()
              .toCompletableFuture()
              .get(30, TimeUnit.SECONDS);
      assertThat(contract.operations()).hasSameSizeAs(operations());
    }
  }

  @Test
  void everyReference_pointsToSomething() {
    List<JsonNode> references = new ArrayList<>();
    collect(ApiContract.DOCUMENT, references);

    assertThat(references).isNotEmpty();
    assertThat(references)
        .allSatisfy(
            reference ->
                assertThat(ApiContract.DOCUMENT.at(reference.asText().substring(1)).isObject())
                    .as(reference.asText())
                    .isTrue());
  }

  @Test
  void roles_areThoseOfTheRules() {
    assertThat(roles("get", "/api/audit")).containsExactly("auditor");
    assertThat(roles("post", "/api/patients/{id}/observations")).containsExactly("clinician");
    assertThat(roles("get", "/api/me")).hasSize(4);
  }

  static List<Operation> operations() {
    List<Operation> operations = new ArrayList<>();
    Set<String> methods = Set.of("get", "put", "post", "delete", "patch");
    ApiContract.DOCUMENT
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        method -> {
                          if (methods.contains(method)) {
                            operations.add(new Operation(method, path.getKey()));
                          }
                        }));
    return operations;
  }

  private static List<String> roles(String method, String path) {
    List<String> roles = new ArrayList<>();
    new Operation(method, path).node().path("x-roles").forEach(role -> roles.add(role.asText()));
    return roles;
  }

  private static void collect(JsonNode node, List<JsonNode> references) {
    if (node.path("$ref").isTextual()) {
      references.add(node.path("$ref"));
    }
    node.forEach(child -> collect(child, references));
  }
}
