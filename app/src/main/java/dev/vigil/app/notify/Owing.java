package dev.vigil.app.notify;

import static java.util.Objects.requireNonNull;

/**
 * Readers of a channel who haven't got what others have.
 *
 * @param readers how many
 * @param since the second of the oldest message that one of them is owed, since the epoch
 * @param detail code of its failure, such as {@code smtp-452}
 */
public record Owing(int readers, long since, String detail) {
  public Owing {
    requireNonNull(detail, "detail is null");
  }
}
