package dev.vigil.app.cli;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Of which instant the ledger is asked. */
final class AtOption {
  @Option(
      names = "--at",
      paramLabel = "TIME",
      converter = InstantOption.class,
      description = "What was so then, from the ledger alone, such as 2026-03-01T10:00:00Z.")
  @Nullable Instant at;

  /** To be added to a path of the API. */
  String query() {
    return at == null ? "" : "?at=" + at.getEpochSecond();
  }
}
