package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What a person asked for.
 *
 * @param patient pseudonymous id
 * @param id unique; a command that comes twice counts once
 * @param kind what is asked
 * @param alert id of the alert it is about
 * @param sequence the last sequence number of that alert that the person saw: a later step-up is
 *     not covered
 * @param by who
 * @param because why, in the person's words
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Command(
    String patient,
    String id,
    Kind kind,
    String alert,
    int sequence,
    String by,
    @Nullable String because)
    implements PatientRecord {

  /** What a person can ask for. */
  public enum Kind {
    @JsonProperty("acknowledge")
    ACKNOWLEDGE
  }

  public Command {
    requireNonNull(patient, "patient is null");
    requireNonNull(id, "id is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(alert, "alert is null");
    requireNonNull(by, "by is null");
  }

  @Override
  @JsonIgnore
  public RecordType type() {
    return RecordType.COMMAND;
  }
}
