package dev.vigil.app.notify;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.vigil.schemas.OutputNumber;
import java.util.Map;

/** A line of the journal of deliveries. */
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    property = "type",
    defaultImpl = DeliveryEntry.Done.class) // what lines without a type are: the first ones
@JsonSubTypes({
  @JsonSubTypes.Type(value = DeliveryEntry.Began.class, name = "began"),
  @JsonSubTypes.Type(value = DeliveryEntry.Failing.class, name = "failing"),
  @JsonSubTypes.Type(value = DeliveryEntry.Done.class, name = "done")
})
sealed interface DeliveryEntry {
  String channel();

  /**
   * A channel was there for the first time.
   *
   * @param offsets by partition of {@code vigil.alerts}: what lies before was past by then
   */
  record Began(String channel, Map<Integer, Long> offsets) implements DeliveryEntry {
    public Began {
      requireNonNull(channel, "channel is null");
      offsets = Map.copyOf(offsets);
    }
  }

  /** A channel could not deliver; stands until it has delivered something. */
  record Failing(String channel, Trouble trouble) implements DeliveryEntry {
    public Failing {
      requireNonNull(channel, "channel is null");
      requireNonNull(trouble, "trouble is null");
    }
  }

  /**
   * A channel is done with a transition.
   *
   * @param delivered false if the receiver refused it
   */
  record Done(
      String channel,
      String patient,
      OutputNumber number,
      String alert,
      int sequence,
      boolean delivered,
      int attempts,
      String detail)
      implements DeliveryEntry {
    public Done {
      requireNonNull(channel, "channel is null");
      requireNonNull(patient, "patient is null");
      requireNonNull(number, "number is null");
    }
  }
}
