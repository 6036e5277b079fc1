package dev.vigil.app.notify;

import dev.vigil.app.notify.DeliveryEntry.Failing;
import dev.vigil.app.notify.DeliveryEntry.Result;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Which channels have not delivered what they were given. A delivery ends the trouble, unless
 * something else is still tried in vain: then it goes on, and says that others get through. Not
 * thread-safe.
 */
final class Troubles {
  private final Map<String, Trouble> byChannel = new TreeMap<>();
  private final Set<String> insisting = new HashSet<>();

  /** Whether a channel tries something else in vain than what it delivers now. */
  void insistsOnOthers(String channel, boolean does) {
    if (does) {
      insisting.add(channel);
    } else {
      insisting.remove(channel);
    }
  }

  void learn(Failing failing) {
    byChannel.put(failing.channel(), failing.trouble());
  }

  /** A channel has nothing to deliver any more. */
  void forget(String channel) {
    byChannel.remove(channel);
    insisting.remove(channel);
  }

  /** What a channel is done with. */
  void learn(Result result) {
    String channel = result.channel();
    Trouble before = byChannel.get(channel);
    if (!result.delivered() || before == null) {
      return;
    }
    if (insisting.contains(channel)) {
      byChannel.put(channel, new Trouble(before.since(), before.detail(), result.at()));
    } else {
      byChannel.remove(channel);
    }
  }

  /** What outlives a delivery, and so has to be written once more behind it. */
  Optional<DeliveryEntry> goingOn(String channel) {
    return Optional.ofNullable(byChannel.get(channel))
        .filter(trouble -> insisting.contains(channel))
        .map(trouble -> new Failing(channel, trouble));
  }

  @Nullable Trouble of(String channel) {
    return byChannel.get(channel);
  }

  /** To be learned after all deliveries, which would end them. */
  List<Failing> entries() {
    List<Failing> entries = new ArrayList<>();
    byChannel.forEach((channel, trouble) -> entries.add(new Failing(channel, trouble)));
    return entries;
  }
}
