package dev.vigil.app.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.failure.VigilException;
import dev.vigil.schemas.Json;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads what the server answered. */
final class ServerAnswer {
  private ServerAnswer() {}

  /**
   * The answer as a value.
   *
   * @throws VigilException if it isn't one
   */
  static <T> T as(Class<T> type, JsonNode answer) {
    try {
      T value = Json.mapper().treeToValue(answer, type);
      if (value != null) {
        return value;
      }
      throw unreadable(type, null);
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw unreadable(type, e);
    }
  }

  /**
   * The answer's values.
   *
   * @param answer an array of them; none if it isn't one
   * @throws VigilException if one isn't such a value
   */
  static <T> List<T> list(Class<T> type, JsonNode answer) {
    List<T> values = new ArrayList<>();
    answer.forEach(value -> values.add(as(type, value)));
    return values;
  }

  private static VigilException unreadable(Class<?> type, @Nullable Exception cause) {
    String sentence =
        "The server's answer is no "
            + type.getSimpleName()
            + ": is it a Vigil of another version? Use the command line that it was started with.";
    return cause == null
        ? VigilException.problem(sentence)
        : VigilException.problem(sentence, cause);
  }
}
