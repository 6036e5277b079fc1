package dev.vigil.dashboard.registry;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * A request that is not done, with what was expected and the remedy. Its texts hold no health data.
 */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why, in the terms of HTTP. */
  public enum Kind {
    /** The request can't be right as it is. */
    INVALID(400),
    /** Nobody knows who asks. */
    UNKNOWN_CALLER(401),
    /** Who asks may not. */
    FORBIDDEN(403),
    /** It names something that isn't there. */
    UNKNOWN(404),
    /** It was right for a state that is no longer so. */
    CONFLICT(409),
    /** It may be tried again, but later. */
    TOO_OFTEN(429),
    /** Something that Vigil stands on is away; nothing is known to be lost. */
    UNAVAILABLE(503);

    private final int status;

    Kind(int status) {
      this.status = status;
    }

    /** The HTTP status. */
    public int status() {
      return status;
    }
  }

  private final Kind kind;
  private final String expected;
  private final String remedy;
  private final @Nullable String field;

  public RefusedException(Kind kind, String error, String expected, String remedy) {
    this(kind, error, expected, remedy, null);
  }

  private RefusedException(
      Kind kind, String error, String expected, String remedy, @Nullable String field) {
    super(requireNonNull(error, "error is null"));
    this.kind = requireNonNull(kind, "kind is null");
    this.expected = requireNonNull(expected, "expected is null");
    this.remedy = requireNonNull(remedy, "remedy is null");
    this.field = field;
  }

  public static RefusedException invalid(String error, String expected) {
    return new RefusedException(Kind.INVALID, error, expected, "Correct the request.");
  }

  /** A request of which one field can't be right: a page says so beside it. */
  public static RefusedException invalidField(String field, String error, String expected) {
    return invalidField(field, error, expected, "Correct the request.");
  }

  /** The same where more can be said of what to do. */
  public static RefusedException invalidField(
      String field, String error, String expected, String remedy) {
    return new RefusedException(Kind.INVALID, error, expected, remedy, field);
  }

  public static RefusedException unknownPatient(String patient) {
    return new RefusedException(
        Kind.UNKNOWN,
        "patient " + patient + " is not known",
        "the pseudonymous id of a patient who was admitted",
        "List the patients with GET /api/patients, or admit this one first.");
  }

  public static RefusedException conflict(String error, String expected, String remedy) {
    return new RefusedException(Kind.CONFLICT, error, expected, remedy);
  }

  public static RefusedException logAway() {
    return new RefusedException(
        Kind.UNAVAILABLE,
        "the log did not take the record in time",
        "a Kafka broker that answers",
        "Look at /api/status and repeat the request: a record that comes twice counts once.");
  }

  public Kind kind() {
    return kind;
  }

  public String expected() {
    return expected;
  }

  public String remedy() {
    return remedy;
  }

  /** Which field is wrong, such as {@code limits.heart-rate}; null if not a single one. */
  public @Nullable String field() {
    return field;
  }
}
