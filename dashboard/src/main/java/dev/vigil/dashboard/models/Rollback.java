package dev.vigil.dashboard.models;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * That what was live before is to be live again.
 *
 * @param from the version that is live and is not to be; so a repeated request does nothing more.
 *     Null for whatever is live
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Rollback(@Nullable String from, @Nullable String because) {
  public Rollback {
    Reason.requireUsable(because);
  }

  Reason reason() {
    return new Reason(because);
  }
}
