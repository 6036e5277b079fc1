package dev.vigil.ingest;

import static java.util.Objects.requireNonNull;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What became of one reading. Only the answer to its sender may carry {@code detail} and {@code
 * fix}: they can hold the value.
 *
 * @param kind what became of it
 * @param reason why not accepted; null for accepted and duplicate
 * @param detail what is wrong, one sentence; null with the reason
 * @param fix what the sender can do, one sentence; null with the reason
 */
public record Verdict(
    Kind kind, @Nullable Reason reason, @Nullable String detail, @Nullable String fix) {

  /** The four ends a reading can come to at the gateway. */
  public enum Kind {
    /** Durable in the patient log. */
    ACCEPTED,
    /** The same identity, value and version is durable in the patient log already. */
    DUPLICATE,
    /** Not a reading Vigil can use; durable in {@code vigil.rejected} with its reason. */
    REJECTED,
    /** Not now; the sender should come back with it. */
    REFUSED;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
      return wireName;
    }
  }

  public static final Verdict ACCEPTED = new Verdict(Kind.ACCEPTED, null, null, null);
  public static final Verdict DUPLICATE = new Verdict(Kind.DUPLICATE, null, null, null);

  public Verdict {
    requireNonNull(kind, "kind is null");
    boolean explained = kind == Kind.REJECTED || kind == Kind.REFUSED;
    if (explained != (reason != null && detail != null && fix != null)) {
      throw new IllegalArgumentException(kind + " with reason " + reason);
    }
  }

  static Verdict rejected(Reason reason, String detail, String fix) {
    return new Verdict(Kind.REJECTED, reason, detail, fix);
  }

  /** A refusal; every reason for one has the same words for everybody. */
  static Verdict refused(Reason reason) {
    String detail =
        switch (reason) {
          case PATIENTS_NOT_READ -> "the gateway is still reading which patients there are";
          case NO_TICK -> "the patient log's clock does not run yet";
          case LOG_UNAVAILABLE -> "the patient log can't be written at the moment";
          case OVERLOADED -> "the gateway has more in hand than it may hold";
          default -> "the gateway failed on this message";
        };
    return new Verdict(Kind.REFUSED, reason, detail, "send it again after the time in Retry-After");
  }
}
