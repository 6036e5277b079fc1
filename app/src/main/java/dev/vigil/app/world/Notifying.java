package dev.vigil.app.world;

import dev.vigil.alerting.channels.Channel;
import dev.vigil.alerting.channels.LogChannel;
import dev.vigil.alerting.channels.Notifier;
import dev.vigil.alerting.channels.WebhookChannel;
import dev.vigil.alerting.channels.WebhookSettings;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Topics;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code vigil.alerts} and drives the channels, each in a thread of its own so that none
 * waits for another. Each starts at the beginning of the topic; the memory knows what has been
 * told.
 */
final class Notifying implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Notifying.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final long RETRY_MILLIS = 1000;
  private static final long STOP_MILLIS = 3000;

  private final Deliveries memory;
  private final List<Thread> threads = new ArrayList<>();
  private volatile boolean closing;

  Notifying(VigilConfig config, Path folder, String bootstrap) {
    memory = new Deliveries(folder);
    for (Channel channel : channels(config)) {
      Notifier notifier = new Notifier(List.of(channel), memory);
      Thread thread = new Thread(() -> run(notifier, bootstrap), "notifier-" + channel.name());
      thread.setDaemon(true);
      thread.start();
      threads.add(thread);
    }
  }

  private static List<Channel> channels(VigilConfig config) {
    List<Channel> channels = new ArrayList<>();
    channels.add(new LogChannel("log", EnumSet.complementOf(EnumSet.of(Origin.REPLAY))));
    String url = config.webhook().url();
    if (!url.isEmpty()) {
      try {
        String secret = config.webhook().secret().value();
        channels.add(
            new WebhookChannel(
                "webhook",
                Set.of(Origin.REAL),
                WebhookSettings.of(URI.create(url), secret.isEmpty() ? null : secret)));
      } catch (IllegalArgumentException e) {
        throw VigilException.usage("webhook.url: " + e.getMessage() + ".");
      }
    }
    return channels;
  }

  private void run(Notifier notifier, String bootstrap) {
    while (!closing) {
      try (TopicTail tail = TopicTail.fromBeginning(bootstrap, List.of(Topics.ALERTS))) {
        while (!closing) {
          tail.poll(POLL, record -> tell(notifier, record));
        }
      } catch (RuntimeException e) {
        // Kafka away, the disk full, a defect: a channel that ends is never noticed.
        if (!closing) {
          LOG.warn("The notifier stopped and begins again: {}", e.getMessage());
          pause();
        }
      }
    }
  }

  private static void tell(Notifier notifier, ConsumerRecord<byte[], byte[]> record) {
    Header number = record.headers().lastHeader(OutputNumber.HEADER);
    if (number == null || record.value() == null) {
      return;
    }
    try {
      var unused =
          notifier.tell(
              OutputNumber.parse(new String(number.value(), StandardCharsets.UTF_8)),
              Json.decode(record.value(), AlertTransition.class));
    } catch (MalformedRecordException | IllegalArgumentException e) {
      LOG.warn("{}-{}@{} is no transition", record.topic(), record.partition(), record.offset());
    }
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    closing = true;
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
