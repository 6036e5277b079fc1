package dev.vigil.app.runtime;

import static java.util.Objects.requireNonNull;

import dev.vigil.jobs.log.TopicTail;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a topic in a thread of its own, until it is closed; a reader that fails is opened anew. */
public final class FollowedTopic implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(FollowedTopic.class);
  private static final Duration POLL = Duration.ofMillis(500);
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final Supplier<TopicTail> opening;
  private final Consumer<ConsumerRecord<byte[], byte[]>> reader;
  private final Closing closing = new Closing();
  private final Thread thread;
  private @Nullable TopicTail tail;
  private boolean failing;

  private FollowedTopic(
      String name, Supplier<TopicTail> opening, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    this.opening = requireNonNull(opening, "opening is null");
    this.reader = requireNonNull(reader, "reader is null");
    tail = opening.get();
    thread = DaemonThreads.named(name).newThread(this::repeat);
  }

  /**
   * Begins.
   *
   * @param name of the thread
   * @param opening opens the topic where it is to be read from, the first time at once
   */
  public static FollowedTopic start(
      String name, Supplier<TopicTail> opening, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    FollowedTopic topic = new FollowedTopic(name, opening, reader);
    topic.thread.start();
    return topic;
  }

  /**
   * Opens one from its beginning, for {@link #start}, once all that it holds has been read.
   *
   * @param reader takes each record that is there
   */
  public static TopicTail caughtUp(
      String bootstrap, String topic, Consumer<ConsumerRecord<byte[], byte[]>> reader) {
    TopicTail tail = TopicTail.fromBeginning(bootstrap, List.of(topic));
    try {
      tail.readToEnd(reader);
      return tail;
    } catch (RuntimeException e) {
      tail.close();
      throw e;
    }
  }

  private void repeat() {
    while (!closing.hasBegun()) {
      try {
        turn();
      } catch (Throwable e) { // Kafka away, a defect, an Error: who reads no more is never noticed
        drop();
        if (closing.rest(RETRY) && !failing) {
          failing = true;
          LOG.warn("{} can't read for now: {}", thread.getName(), e.toString());
        }
      }
    }
    drop();
  }

  private void turn() {
    TopicTail open = tail;
    if (open == null) {
      open = opening.get();
      tail = open;
    }
    open.poll(POLL, reader);
    failing = false;
  }

  private void drop() {
    TopicTail open = tail;
    tail = null;
    if (open != null) {
      try {
        open.close();
      } catch (RuntimeException e) {
        LOG.debug("{} did not close", thread.getName(), e);
      }
    }
  }

  @Override
  public void close() {
    closing.begin();
    DaemonThreads.awaitEnd(thread);
  }
}
