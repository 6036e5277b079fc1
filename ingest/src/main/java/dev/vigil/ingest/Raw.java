package dev.vigil.ingest;

import static java.util.Objects.requireNonNull;

import java.util.Arrays;

/**
 * The place of one reading's bytes in its message; copied only if the reading is rejected.
 *
 * @param body the whole message; shared, never written
 * @param from first byte
 * @param until one after the last byte
 */
public record Raw(byte[] body, int from, int until) {
  /** More than this of one rejected reading is not kept. */
  private static final int LONGEST_KEPT = 64 * 1024;

  public Raw {
    requireNonNull(body, "body is null");
    if (from < 0 || until < from || until > body.length) {
      throw new IllegalArgumentException(
          "bytes " + from + " to " + until + " are outside a message of " + body.length);
    }
  }

  static Raw all(byte[] body) {
    return new Raw(body, 0, body.length);
  }

  /** A copy of the bytes, cut after 64 KiB. */
  byte[] kept() {
    return Arrays.copyOfRange(body, from, Math.min(until, from + LONGEST_KEPT));
  }
}
