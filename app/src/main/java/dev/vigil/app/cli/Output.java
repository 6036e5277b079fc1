package dev.vigil.app.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.vigil.schemas.Json;
import java.io.PrintWriter;
import java.util.function.Function;

/** What a command answers on standard output: text for people, or one JSON object a line. */
public final class Output {
  private final PrintWriter out;
  private final boolean json;

  Output(PrintWriter out, boolean json) {
    this.out = requireNonNull(out, "out is null");
    this.json = json;
  }

  /** Whether the answer is to be JSON. */
  public boolean isJson() {
    return json;
  }

  /** The same answer in both forms. */
  public void print(String text, Object object) {
    if (json) {
      object(object);
    } else {
      text(text);
    }
  }

  /**
   * One answer for each value.
   *
   * @param line of a value, for people
   * @param none for people, where there is no value
   */
  public <T> void list(Iterable<T> values, Function<T, String> line, String none) {
    for (T value : values) {
      print(line.apply(value), value);
    }
    if (!values.iterator().hasNext()) {
      text(none);
    }
  }

  /** A line for people; nothing when the answer is JSON. */
  public void text(String line) {
    if (!json) {
      out.println(line);
      out.flush();
    }
  }

  /** An object in one line, whichever form was asked for. */
  public void object(Object object) {
    try {
      out.println(Json.mapper().writeValueAsString(object));
      out.flush();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(object.getClass() + " is not made for JSON", e);
    }
  }
}
