package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * What became of one message, as a notifier that is a process of its own tells whoever shows it, in
 * {@code vigil.deliveries}; a note that is removed there holds no more. Nothing of a patient, and
 * nobody's address.
 *
 * @param kind whether it is over
 * @param channel such as {@code email}
 * @param message {@code alert/sequence}, or {@code technical/subject/condition/sequence}
 * @param at when, whole seconds of the world's clock since the epoch; null of what an older Vigil
 *     told
 * @param delivered false if the receiver refused it
 * @param attempts how often it was tried
 * @param detail code of the result
 * @param ward of the patient's alert, of a letter; null of what is about Vigil itself
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeliveryNote(
    Kind kind,
    String channel,
    String message,
    @Nullable Long at,
    boolean delivered,
    int attempts,
    String detail,
    @Nullable String ward) {

  /** What a note is of. */
  public enum Kind {
    /** Something that the channel was done with. */
    @JsonProperty("result")
    RESULT,
    /**
     * Something that was refused, and waits for somebody to have it told once more, or to close it.
     */
    @JsonProperty("letter")
    LETTER,
    /** The same, but it is tried again by itself. */
    @JsonProperty("kept")
    KEPT
  }

  public DeliveryNote {
    requireNonNull(kind, "kind is null");
    requireNonNull(channel, "channel is null");
    requireNonNull(message, "message is null");
    requireNonNull(detail, "detail is null");
  }
}
