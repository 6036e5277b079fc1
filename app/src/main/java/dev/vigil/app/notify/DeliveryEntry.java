package dev.vigil.app.notify;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.vigil.alerting.channels.Delivery;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.TechnicalAlert;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A line of the journal of deliveries. */
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    property = "type",
    defaultImpl = DeliveryEntry.Done.class) // what lines without a type are: the first ones
@JsonSubTypes({
  @JsonSubTypes.Type(value = DeliveryEntry.Began.class, name = "began"),
  @JsonSubTypes.Type(value = DeliveryEntry.Unmarked.class, name = "unmarked"),
  @JsonSubTypes.Type(value = DeliveryEntry.Failing.class, name = "failing"),
  @JsonSubTypes.Type(value = DeliveryEntry.Done.class, name = "done"),
  @JsonSubTypes.Type(value = DeliveryEntry.DoneTechnical.class, name = "technical"),
  @JsonSubTypes.Type(value = DeliveryEntry.Letter.class, name = "letter"),
  @JsonSubTypes.Type(value = DeliveryEntry.NoRoom.class, name = "no-room"),
  @JsonSubTypes.Type(value = DeliveryEntry.Redriven.class, name = "redriven"),
  @JsonSubTypes.Type(value = DeliveryEntry.Closed.class, name = "closed"),
  @JsonSubTypes.Type(value = DeliveryEntry.Forgotten.class, name = "forgotten")
})
sealed interface DeliveryEntry {
  String channel();

  /** Empty for a line that a kill cut off: what it said is told again. */
  static Optional<DeliveryEntry> parse(String line) {
    try {
      return Optional.ofNullable(Json.mapper().readValue(line, DeliveryEntry.class));
    } catch (JsonProcessingException e) {
      return Optional.empty();
    }
  }

  /** What {@link #parse} reads. */
  default String line() {
    return new String(Json.encode(this), StandardCharsets.UTF_8);
  }

  /**
   * A channel was there for the first time, or was marked for other kinds of patients.
   *
   * @param offsets by partition of {@code vigil.alerts}: what lies before was past by then
   * @param origins for whom; null in lines written before this was told, for all
   * @param told the last of each patient that it was told before; null for nothing
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Began(
      String channel,
      Map<Integer, Long> offsets,
      @Nullable Set<Origin> origins,
      @Nullable Map<String, OutputNumber> told)
      implements DeliveryEntry {
    public Began {
      requireNonNull(channel, "channel is null");
      offsets = Map.copyOf(offsets);
      origins = origins == null ? null : Set.copyOf(origins);
      told = told == null ? null : Map.copyOf(told);
    }

    /** Whether it is of these patients. */
    boolean isFor(Origin origin) {
      return origins == null || origins.contains(origin);
    }

    /** The same, but for these. */
    Began without(Set<Origin> gone) {
      Set<Origin> left = EnumSet.allOf(Origin.class);
      left.removeIf(origin -> gone.contains(origin) || !isFor(origin));
      return new Began(channel, offsets, left, told);
    }
  }

  /** A channel is marked for these patients no more: when it is again, it begins anew. */
  record Unmarked(String channel, Set<Origin> origins) implements DeliveryEntry {
    public Unmarked {
      requireNonNull(channel, "channel is null");
      origins = Set.copyOf(origins);
    }
  }

  /** A channel could not deliver; stands until a delivery, behind which it may be told again. */
  record Failing(String channel, Trouble trouble) implements DeliveryEntry {
    public Failing {
      requireNonNull(channel, "channel is null");
      requireNonNull(trouble, "trouble is null");
    }
  }

  /** What was refused, or owed to a reader, and went since there were too many. */
  record NoRoom(String channel, Dropped dropped) implements DeliveryEntry {
    public NoRoom {
      requireNonNull(channel, "channel is null");
      requireNonNull(dropped, "dropped is null");
    }
  }

  /** Somebody has decided that a letter is told no more. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Closed(
      String channel, String letter, @Nullable String to, String by, String because, Long at)
      implements DeliveryEntry {}

  /** Nothing can come any more of these patients that the channel is done with. */
  record Forgotten(String channel, Set<String> patients) implements DeliveryEntry {
    public Forgotten {
      requireNonNull(channel, "channel is null");
      patients = Set.copyOf(patients);
    }
  }

  /** Something that a channel is done with. */
  sealed interface Result extends DeliveryEntry {
    /** {@code alert/sequence}, or {@code technical/subject/condition/sequence}. */
    @JsonIgnore
    String key();

    boolean delivered();

    int attempts();

    String detail();

    /** When, by the world's clock; null in lines written before this was told. */
    @Nullable Long at();
  }

  /**
   * A channel is done with a transition.
   *
   * @param delivered false if the receiver refused it
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Done(
      String channel,
      String patient,
      OutputNumber number,
      String alert,
      int sequence,
      boolean delivered,
      int attempts,
      String detail,
      @Nullable Long at)
      implements Result {
    public Done {
      requireNonNull(channel, "channel is null");
      requireNonNull(patient, "patient is null");
      requireNonNull(number, "number is null");
    }

    @Override
    @JsonIgnore
    public String key() {
      return alert + "/" + sequence;
    }
  }

  /**
   * A channel is done with a technical alert.
   *
   * @param subject its key in {@code vigil.technical}
   */
  record DoneTechnical(
      String channel,
      String subject,
      int sequence,
      String told,
      boolean delivered,
      int attempts,
      String detail,
      Long at)
      implements Result {
    public DoneTechnical {
      requireNonNull(channel, "channel is null");
      requireNonNull(subject, "subject is null");
      requireNonNull(told, "told is null");
    }

    @Override
    @JsonIgnore
    public String key() {
      return told;
    }
  }

  /**
   * What a receiver refused, or a reader is owed, kept whole until it is told after all or closed;
   * exactly one of the two alerts is there.
   *
   * @param to the only reader who hasn't got it; null for all
   * @param owed true while it is tried again by itself, since the reader's mailbox was full or
   *     busy; null for no
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Letter(
      String channel,
      String letter,
      @Nullable AlertTransition alert,
      @Nullable TechnicalAlert technical,
      int attempts,
      String detail,
      Long at,
      @Nullable String to,
      @Nullable Boolean owed)
      implements DeliveryEntry {
    public Letter {
      requireNonNull(channel, "channel is null");
      requireNonNull(letter, "letter is null");
      if ((alert == null) == (technical == null)) {
        throw new IllegalArgumentException("a letter is of a patient's alert or a technical one");
      }
    }

    /** One that was refused as a whole. */
    static Letter refused(
        String channel, String letter, AlertTransition alert, Delivery delivery, long at) {
      return new Letter(
          channel, letter, alert, null, delivery.attempts(), delivery.detail(), at, null, null);
    }

    /** The same of a technical alert. */
    static Letter refused(
        String channel, String letter, TechnicalAlert alert, Delivery delivery, long at) {
      return new Letter(
          channel, letter, null, alert, delivery.attempts(), delivery.detail(), at, null, null);
    }

    /** The same letter after another try. */
    Letter triedAgain(int more, String newDetail) {
      return new Letter(
          channel, letter, alert, technical, attempts + more, newDetail, at, to, owed);
    }

    /** The same letter, for a reader who gets it as soon as that is possible. */
    Letter owedTo(String reader) {
      return new Letter(channel, letter, alert, technical, attempts, detail, at, reader, true);
    }

    /** The same letter, which is tried again by itself no more. */
    Letter givenUp(int more, String newDetail) {
      return new Letter(
          channel, letter, alert, technical, attempts + more, newDetail, at, to, null);
    }

    /** Whether it is about a patient of their wards; what is about Vigil itself is of all wards. */
    boolean isOf(Caller caller) {
      return alert == null ? caller.wards() == null : caller.isOf(alert.ward());
    }

    /** Whether it is tried again by itself. */
    boolean goesByItself() {
      return Boolean.TRUE.equals(owed);
    }
  }

  /**
   * A letter was told once more.
   *
   * @param to its only reader; null for all
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Redriven(
      String channel,
      String letter,
      @Nullable String to,
      boolean delivered,
      int attempts,
      String detail,
      Long at)
      implements Result {
    public Redriven {
      requireNonNull(channel, "channel is null");
      requireNonNull(letter, "letter is null");
    }

    @Override
    @JsonIgnore
    public String key() {
      return letter;
    }
  }
}
