package dev.vigil.dashboard;

import static java.util.Locale.ROOT;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.registry.RefusedException;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The names that may stand in the query of each path of the API, as its document has them. One that
 * is misspelt would otherwise be left out in silence, and the answer be to another question.
 */
final class QueryNames {
  private static final int LONGEST = 40;

  private final Map<ApiRule, SortedSet<String>> known = new HashMap<>();

  QueryNames(JsonNode document) {
    for (ApiRule rule : ApiRule.ALL) {
      JsonNode operation =
          document
              .path("paths")
              .path(OpenApi.template(rule.path()))
              .path(rule.method().name().toLowerCase(ROOT));
      SortedSet<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
      for (JsonNode each : operation.path("parameters")) {
        JsonNode parameter =
            each.has("$ref") ? document.at(each.path("$ref").asText().substring(1)) : each;
        if (parameter.path("in").asText().equals("query")) {
          names.add(parameter.path("name").asText());
        }
      }
      known.put(rule, names);
    }
  }

  /**
   * Looks at the query of a request.
   *
   * @throws RefusedException if it has a name that the path doesn't know, or can't be read
   */
  void require(RoutingContext context, ApiRule rule) {
    SortedSet<String> names = known.getOrDefault(rule, new TreeSet<>());
    for (String name : asked(context)) {
      if (!names.contains(name)) {
        throw RefusedException.invalid(
            "'"
                + (name.length() > LONGEST ? name.substring(0, LONGEST) + "…" : name)
                + "' is no parameter of this path",
            names.isEmpty() ? "no parameter" : "only " + String.join(", ", names));
      }
    }
  }

  private static Set<String> asked(RoutingContext context) {
    try {
      return context.queryParams().names();
    } catch (HttpException e) {
      throw RefusedException.invalid("the query can't be read", "a query that is percent-encoded");
    }
  }
}
