package dev.vigil.app.supervise;

import static java.util.Objects.requireNonNull;

/**
 * What is told was so then, and can't be read now.
 *
 * @param since when it was last read, by the world's clock in whole seconds since the epoch
 * @param reason why it can't be read since
 */
public record Unread(long since, String reason) {
  public Unread {
    requireNonNull(reason, "reason is null");
  }
}
