package dev.vigil.dashboard.kafka;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * What a topic has that was not handed out yet. Of a reading that breaks off nothing is lost: its
 * reader doesn't go back. Not thread-safe.
 */
final class NewRecords<T> {
  private final TopicReader reader;
  private final Function<ConsumerRecord<byte[], byte[]>, Optional<T>> parser;
  private final List<T> waiting = new ArrayList<>();

  /**
   * Of a topic.
   *
   * @param parser gives nothing of a record that is void
   */
  NewRecords(TopicReader reader, Function<ConsumerRecord<byte[], byte[]>, Optional<T>> parser) {
    this.reader = requireNonNull(reader, "reader is null");
    this.parser = requireNonNull(parser, "parser is null");
  }

  /** All that came since this last returned, in the order of the topic. */
  List<T> read() {
    reader.readToEnd(record -> parser.apply(record).ifPresent(waiting::add));
    List<T> all = List.copyOf(waiting);
    waiting.clear();
    return all;
  }
}
