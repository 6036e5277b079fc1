package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Somebody saw or did something, or was refused. In {@code vigil.audit}, keyed by {@code by}.
 *
 * @param at when the server answered, whole seconds since the epoch, in real time also where the
 *     world is a recorded one
 * @param by who: a user, or the name of Vigil's token
 * @param from network address the request came from; null if the connection was gone
 * @param action what was asked for, such as {@code view-patient} or {@code promote}
 * @param subject what it was about: a patient's pseudonymous id, an alert, a model version, a
 *     bundle, wards; null if nothing single
 * @param status of HTTP: below 400 done, 401 and 403 refused
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AuditEntry(
    long at,
    String by,
    @Nullable String from,
    String action,
    @Nullable String subject,
    int status) {
  /** What {@code by} looks like. */
  public static final String NAME = "[A-Za-z0-9._@-]{1,64}";

  /** Most characters of a subject. */
  public static final int LONGEST_SUBJECT = 200;

  private static final Pattern ACTION = Pattern.compile("[a-z]+(-[a-z]+)*");

  public AuditEntry {
    requireNonNull(by, "by is null");
    requireNonNull(action, "action is null");
    if (!by.matches(NAME)) {
      throw new IllegalArgumentException("'by' is no user's name, expected " + NAME);
    }
    if (!ACTION.matcher(action).matches()) {
      throw new IllegalArgumentException("action is not in lower case words with dashes");
    }
    if (subject != null && subject.length() > LONGEST_SUBJECT) {
      throw new IllegalArgumentException("subject is longer than " + LONGEST_SUBJECT);
    }
  }
}
