package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A notifier elsewhere is to tell once more what was refused, or to close it, in {@code
 * vigil.redrives}. Whoever writes it has seen to it that the asker may. It means what there is when
 * it is read: what has been told meanwhile is not told again.
 *
 * @param id of this request; one that comes twice counts once
 * @param channel whose letters these are
 * @param messages which, as {@link DeliveryNote#message} names them
 * @param at when, whole seconds of the world's clock since the epoch
 * @param closing null to tell them once more
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RedriveRequest(
    String id, String channel, List<String> messages, long at, @Nullable Closing closing) {
  public RedriveRequest {
    requireNonNull(id, "id is null");
    requireNonNull(channel, "channel is null");
    messages = List.copyOf(requireNonNull(messages, "messages is null"));
  }

  /**
   * They are to be told no more.
   *
   * @param by whoever decided it
   * @param because why, as they said
   */
  public record Closing(String by, String because) {
    public Closing {
      requireNonNull(by, "by is null");
      requireNonNull(because, "because is null");
    }
  }
}
