package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
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
 * @param terms what ends the acknowledgement or the shelf; null for none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Command(
    String patient,
    String id,
    Kind kind,
    String alert,
    int sequence,
    String by,
    @Nullable String because,
    @Nullable Terms terms)
    implements PatientRecord {

  /** What a person can ask for. */
  public enum Kind {
    @JsonProperty("acknowledge")
    ACKNOWLEDGE,
    /** Put an alert aside until the end that the terms set. */
    @JsonProperty("shelve")
    SHELVE,
    /** Take a shelved alert back. */
    @JsonProperty("unshelve")
    UNSHELVE
  }

  /**
   * What ends it, whichever comes first; a step-up ends it in any case.
   *
   * @param until whole seconds since the epoch; null for none, but a shelf needs one
   * @param worseBy how much farther from normal than now, in the unit of the limit or the score;
   *     0.001 to a million; null for none
   * @param anotherKind whether an alert of another kind ends it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Terms(@Nullable Long until, @Nullable BigDecimal worseBy, boolean anotherKind) {
    private static final BigDecimal LEAST = new BigDecimal("0.001");
    private static final BigDecimal MOST = BigDecimal.valueOf(1_000_000);

    public Terms {
      if (until != null) {
        EpochSeconds.require(until, "until");
      }
      if (worseBy != null && (worseBy.compareTo(LEAST) < 0 || worseBy.compareTo(MOST) > 0)) {
        throw new IllegalArgumentException("worseBy is not from " + LEAST + " to " + MOST);
      }
    }
  }

  /** Without terms. */
  public Command(
      String patient,
      String id,
      Kind kind,
      String alert,
      int sequence,
      String by,
      @Nullable String because) {
    this(patient, id, kind, alert, sequence, by, because, null);
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
