package dev.vigil.app.world;

import dev.vigil.app.notify.Dropped;
import dev.vigil.app.notify.Notifying;
import dev.vigil.app.notify.Owing;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;

/** What a notifier measures of itself. Names of channels, and nothing of a patient. */
final class NotifierMeters {
  private static final String CHANNEL = "channel";

  private NotifierMeters() {}

  static void bind(Notifying notifier, MeterRegistry meters) {
    Gauge.builder("vigil.notifier.letters", notifier, of -> of.rows(true).size())
        .description("Messages that were refused, or are owed to a reader, and not told since.")
        .register(meters);
    Gauge.builder("vigil.notifier.still", notifier, of -> of.stoodStill().toSeconds())
        .description("Since when the channel that has stood still longest does.")
        .baseUnit("seconds")
        .register(meters);
    notifier.states().keySet().forEach(channel -> bind(channel, notifier, meters));
  }

  private static void bind(String channel, Notifying notifier, MeterRegistry meters) {
    Gauge.builder("vigil.notifier.undelivered", notifier, of -> undelivered(of, channel))
        .description("1 while the channel has not delivered all that it was given.")
        .tag(CHANNEL, channel)
        .register(meters);
    Gauge.builder("vigil.notifier.owed", notifier, of -> readers(of, channel))
        .description("Readers who haven't got what others have.")
        .tag(CHANNEL, channel)
        .register(meters);
    Gauge.builder("vigil.notifier.dropped", notifier, of -> dropped(of, channel))
        .description("Messages that were not delivered and are kept no more.")
        .tag(CHANNEL, channel)
        .register(meters);
  }

  private static int undelivered(Notifying notifier, String channel) {
    return notifier.states().getOrDefault(channel, Optional.empty()).isPresent() ? 1 : 0;
  }

  private static int readers(Notifying notifier, String channel) {
    Owing owing = notifier.owing().get(channel);
    return owing == null ? 0 : owing.readers();
  }

  private static int dropped(Notifying notifier, String channel) {
    Dropped dropped = notifier.dropped().get(channel);
    return dropped == null ? 0 : dropped.messages();
  }
}
