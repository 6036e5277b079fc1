package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import java.util.List;

/**
 * A notifier elsewhere is to tell once more what was refused, in {@code vigil.redrives}. Whoever
 * writes it has seen to it that the asker may. It means what there is when it is read: what has
 * been told meanwhile is not told again.
 *
 * @param id of this request; one that comes twice counts once
 * @param channel whose letters these are
 * @param messages which, as {@link DeliveryNote#message} names them
 * @param at when, whole seconds of the world's clock since the epoch
 */
public record RedriveRequest(String id, String channel, List<String> messages, long at) {
  public RedriveRequest {
    requireNonNull(id, "id is null");
    requireNonNull(channel, "channel is null");
    messages = List.copyOf(requireNonNull(messages, "messages is null"));
  }
}
