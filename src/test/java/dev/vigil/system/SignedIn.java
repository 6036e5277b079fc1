package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * Somebody who has come by a link, without a browser.
 *
 * @param cookie of the session
 */
record SignedIn(URI server, String cookie) {
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Signs in by a link, which then opens nothing any more. */
  static SignedIn by(URI link) throws IOException, InterruptedException {
    ObjectNode code = Json.mapper().createObjectNode();
    code.put("code", link.getFragment().replace("sign-in=", ""));
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(link.resolve("/api/sign-in"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(code.toString()))
                .build(),
            BodyHandlers.ofString());
    String cookie =
        answer
            .headers()
            .firstValue("Set-Cookie")
            .map(set -> set.split(";", 2)[0])
            .orElseThrow(() -> new IOException("sign-in: status " + answer.statusCode()));
    return new SignedIn(link, cookie);
  }

  /** What a path of the API answers, which must be 200. */
  JsonNode get(String path) throws IOException, InterruptedException {
    HttpRequest question =
        HttpRequest.newBuilder(server.resolve(path)).header("Cookie", cookie).build();
    HttpResponse<String> answer = HTTP.send(question, BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.mapper().readTree(answer.body());
  }
}
