package dev.vigil.dashboard.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vigil.dashboard.registry.RefusedException;
import org.jspecify.annotations.Nullable;

/** Why something is decided, in the person's words; may be absent where what is done says it. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Reason(@Nullable String because) {
  private static final int LONGEST_TEXT = 500;

  public Reason {
    requireUsable(because);
  }

  static void requireUsable(@Nullable String because) {
    if (because != null && (because.isBlank() || because.length() > LONGEST_TEXT)) {
      throw new IllegalArgumentException(
          "'because' is blank or longer than " + LONGEST_TEXT + " letters");
    }
  }

  String or(String usual) {
    return because == null ? usual : because;
  }

  String required(String what) {
    if (because == null) {
      throw new RefusedException(
          RefusedException.Kind.CONFLICT, what, "a reason", "Say why with --because TEXT.");
    }
    return because;
  }
}
