package dev.vigil.app.notify;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Why a channel has not delivered all that it was given.
 *
 * @param since the second of its first failure after it had delivered all, since the epoch
 * @param detail code of the latest failure, such as {@code http-503}
 * @param passed the second in which another message last got through since then; null if none did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Trouble(long since, String detail, @Nullable Long passed) {
  public Trouble {
    requireNonNull(detail, "detail is null");
  }

  /** Trouble since which nothing got through. */
  public Trouble(long since, String detail) {
    this(since, detail, null);
  }

  /** What it comes to with another failure; null before is none. */
  static Trouble after(@Nullable Trouble before, String detail, long now) {
    return before == null
        ? new Trouble(now, detail)
        : new Trouble(before.since, detail, before.passed);
  }

  /** The second since which nothing gets through. */
  public long silentSince() {
    return passed == null ? since : Math.max(since, passed);
  }
}
