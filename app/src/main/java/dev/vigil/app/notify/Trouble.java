package dev.vigil.app.notify;

import static java.util.Objects.requireNonNull;

/**
 * Why a channel has not delivered what it was last given.
 *
 * @param since the second of its first failure after its last delivery, since the epoch
 * @param detail code of the latest failure, such as {@code http-503}
 */
public record Trouble(long since, String detail) {
  public Trouble {
    requireNonNull(detail, "detail is null");
  }
}
