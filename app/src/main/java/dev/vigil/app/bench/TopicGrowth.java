package dev.vigil.app.bench;

import dev.vigil.jobs.log.TopicTail;
import java.util.List;

/** How many records have come into a topic since. */
final class TopicGrowth implements AutoCloseable {
  private final TopicTail tail;
  private final String topic;
  private final long before;

  TopicGrowth(String bootstrap, String topic) {
    this.tail = TopicTail.fromEnd(bootstrap, List.of(topic));
    this.topic = topic;
    this.before = end();
  }

  /** So many are there more than when this was made. */
  long records() {
    return end() - before;
  }

  private long end() {
    return tail.ends(topic).values().stream().mapToLong(Long::longValue).sum();
  }

  @Override
  public void close() {
    tail.close();
  }
}
