package dev.vigil.app.notify;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.channels.Channel;
import dev.vigil.alerting.channels.LogChannel;
import dev.vigil.alerting.channels.WebhookChannel;
import dev.vigil.alerting.channels.WebhookSettings;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.runtime.DaemonThreads;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code vigil.alerts} and feeds the channels, each in a thread of its own so that none waits
 * for another. Each reads the topic from its beginning; the memory knows what has been told.
 */
public final class Notifications implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofSeconds(1);
  private static final long STOP_MILLIS = 3000;

  private final String bootstrap;
  private final Deliveries memory;
  private final List<Channel> channels;
  private final List<Thread> threads = new ArrayList<>();
  private final CountDownLatch closing = new CountDownLatch(1);

  private Notifications(String bootstrap, Deliveries memory, List<Channel> channels) {
    this.bootstrap = requireNonNull(bootstrap, "bootstrap is null");
    this.memory = memory;
    this.channels = channels;
  }

  /**
   * Begins to tell.
   *
   * @param folder where the memory lies
   * @param now the world's clock, whole seconds since the epoch
   */
  public static Notifications start(
      VigilConfig config, Path folder, String bootstrap, LongSupplier now) {
    List<Channel> channels = channels(config.webhook());
    Notifications notifications =
        new Notifications(bootstrap, new Deliveries(folder, now), channels);
    notifications.channels.forEach(notifications::feed);
    return notifications;
  }

  private static List<Channel> channels(VigilConfig.Webhook webhook) {
    List<Channel> channels = new ArrayList<>();
    channels.add(new LogChannel("log", EnumSet.complementOf(EnumSet.of(Origin.REPLAY))));
    if (!webhook.url().isEmpty()) {
      try {
        String secret = webhook.secret().value();
        channels.add(
            new WebhookChannel(
                "webhook",
                Set.of(Origin.REAL),
                WebhookSettings.of(URI.create(webhook.url()), secret.isEmpty() ? null : secret)));
      } catch (IllegalArgumentException e) {
        throw VigilException.usage("webhook.url: " + e.getMessage() + ".");
      }
    }
    return channels;
  }

  private void feed(Channel channel) {
    ChannelFeed feed = new ChannelFeed(channel, memory, this::rest);
    Thread thread = DaemonThreads.named("notifier-" + channel.name()).newThread(() -> run(feed));
    thread.start();
    threads.add(thread);
  }

  private void run(ChannelFeed feed) {
    while (!isClosing()) {
      try (TopicTail tail = TopicTail.fromBeginning(bootstrap, List.of(Topics.ALERTS))) {
        feed.beginReading();
        tail.readToEnd(feed::take);
        feed.caughtUp();
        while (!isClosing()) {
          tail.poll(POLL, feed::take);
        }
      } catch (RuntimeException e) {
        // Kafka away, the disk full, a defect: a channel that ends is never noticed.
        if (rest(RETRY)) {
          LOG.warn("The notifier stopped and begins again: {}", e.getMessage());
        }
      }
    }
  }

  private boolean isClosing() {
    return closing.getCount() == 0;
  }

  private boolean rest(Duration duration) {
    try {
      return !closing.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** What each channel has not delivered, by its name; empty for one that has delivered all. */
  public SortedMap<String, Optional<Trouble>> states() {
    SortedMap<String, Optional<Trouble>> states = new TreeMap<>();
    channels.forEach(channel -> states.put(channel.name(), memory.trouble(channel.name())));
    return states;
  }

  @Override
  public void close() throws IOException {
    closing.countDown();
    threads.forEach(Thread::interrupt);
    try {
      for (Thread thread : threads) {
        thread.join(STOP_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    memory.close();
  }
}
