package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a notifier that is a process of its own says of itself, in {@code vigil.deliveries} under
 * {@link #KEY}: that it lives, and what its channels haven't delivered. Nothing of a patient.
 *
 * @param at when it said so, whole seconds of the world's clock since the epoch
 * @param stillSince since when one of its channels has neither read nor tried to deliver; null
 *     while none stands still
 * @param channels all that it has
 * @param refused what waits for somebody, by channel, also of those that are there no more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record NotifierState(
    long at,
    @Nullable Long stillSince,
    List<ChannelState> channels,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Refused> refused) {
  /** Its key in the topic; no {@link DeliveryNote} has it. */
  public static final String KEY = "notifier";

  public NotifierState {
    channels = List.copyOf(requireNonNull(channels, "channels is null"));
    refused = refused == null ? List.of() : List.copyOf(refused);
  }

  /**
   * How a channel does.
   *
   * @param leadsOut whether it reaches somebody outside
   * @param undelivered null if it has delivered all that it was given
   * @param owed null if it reaches everybody whom it tells
   * @param dropped null if there was room for all
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ChannelState(
      String name,
      boolean leadsOut,
      @Nullable Undelivered undelivered,
      @Nullable Owed owed,
      @Nullable Dropped dropped) {
    public ChannelState {
      requireNonNull(name, "name is null");
    }
  }

  /**
   * It can't deliver.
   *
   * @param since the second of its first failure after it had delivered all, since the epoch
   * @param detail code of the latest failure, such as {@code http-503}
   * @param passed the second in which another message last got through since then; null if none did
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Undelivered(long since, String detail, @Nullable Long passed) {
    public Undelivered {
      requireNonNull(detail, "detail is null");
    }
  }

  /**
   * Readers who haven't got what others have.
   *
   * @param readers how many
   * @param since the second of the oldest message that one of them is owed, since the epoch
   * @param detail code of its failure
   */
  public record Owed(int readers, long since, String detail) {
    public Owed {
      requireNonNull(detail, "detail is null");
    }
  }

  /**
   * Messages that nobody got and that nothing tells by itself any more.
   *
   * @param channel whose they are
   * @param messages how many
   * @param high how many of them are high alerts that ask
   * @param since the second of the oldest, since the epoch
   * @param configured false if the channel is there no more
   */
  public record Refused(String channel, int messages, int high, long since, boolean configured) {
    public Refused {
      requireNonNull(channel, "channel is null");
    }
  }

  /**
   * Messages that were not delivered, and for which there was no room any more.
   *
   * @param messages how many
   * @param high how many of them were of high priority
   * @param since the second of the first, since the epoch
   * @param last the second of the last
   */
  public record Dropped(int messages, int high, long since, long last) {}
}
