package dev.vigil.app.runtime;

import static java.util.Objects.requireNonNull;

/** Flink's REST didn't do what it was asked for: it is away, late, or refused. Try again later. */
public final class FlinkUnavailableException extends RuntimeException {
  FlinkUnavailableException(String restUrl, String doing, String reason, Throwable cause) {
    super(
        "Flink at "
            + restUrl
            + " failed on "
            + requireNonNull(doing, "doing is null")
            + ": "
            + reason,
        cause);
  }
}
