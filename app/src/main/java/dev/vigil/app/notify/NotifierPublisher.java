package dev.vigil.app.notify;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.runtime.FollowedTopic;
import dev.vigil.app.runtime.SignsOfLife;
import java.util.function.LongSupplier;

/**
 * The notifier's side towards a server elsewhere: every two seconds it says that it lives, and what
 * it knows, and it tells once more what it is asked to.
 */
public final class NotifierPublisher implements AutoCloseable {
  private final NotesTopic topic;
  private final FollowedTopic orders;
  private final SignsOfLife signs;

  private NotifierPublisher(NotesTopic topic, FollowedTopic orders, SignsOfLife signs) {
    this.topic = topic;
    this.orders = orders;
    this.signs = signs;
  }

  /**
   * Begins to publish.
   *
   * @param bootstrap Kafka's address, whose topics are there
   * @param now the world's clock, whole seconds since the epoch
   */
  public static NotifierPublisher start(
      String bootstrap, Notifications notifier, LongSupplier now) {
    requireNonNull(notifier, "notifier is null");
    requireNonNull(now, "now is null");
    RedriveOrders orders = new RedriveOrders(notifier);
    // Before the first sign: a server asks nothing of a notifier that has given none.
    FollowedTopic followed =
        FollowedTopic.start("notifier-orders", () -> orders.open(bootstrap), orders::take);
    NotesTopic topic = NotesTopic.open(bootstrap);
    SignsOfLife signs =
        SignsOfLife.begin(
            "notifier",
            () -> topic.publish(NotifierNotes.state(notifier, now.getAsLong()), notifier.notes()));
    return new NotifierPublisher(topic, followed, signs);
  }

  @Override
  public void close() {
    orders.close();
    signs.close();
    topic.close();
  }
}
