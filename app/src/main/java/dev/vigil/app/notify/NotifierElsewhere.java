package dev.vigil.app.notify;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.runtime.FollowedTopic;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.dashboard.technical.RecordLog;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.DeliveryNote;
import dev.vigil.schemas.DeliveryNote.Kind;
import dev.vigil.schemas.NotifierState;
import dev.vigil.schemas.NotifierState.ChannelState;
import dev.vigil.schemas.RedriveRequest;
import dev.vigil.schemas.RedriveRequest.Closing;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * A notifier that is a process of its own, by what it has published of itself; what it is asked
 * goes to it through the log. Thread-safe.
 */
public final class NotifierElsewhere implements Notifying, AutoCloseable {
  /** In one request: a record of Kafka holds a megabyte. */
  static final int MOST_MESSAGES = 500;

  private static final Comparator<DeliveryNote> LATEST_FIRST =
      Comparator.comparing(
              (DeliveryNote note) -> note.at() == null ? Ticks.NONE : note.at(),
              Comparator.reverseOrder())
          .thenComparing(DeliveryNote::channel)
          .thenComparing(DeliveryNote::message, Comparator.reverseOrder());

  private final LongSupplier now;
  private final int silentAfterSeconds;
  private final RecordLog<RedriveRequest> requests;
  private @Nullable FollowedTopic followed;
  private NotesBook book = new NotesBook();

  /**
   * Of which nothing is known yet.
   *
   * @param now the world's clock, whole seconds since the epoch
   * @param silentAfterSeconds without a sign after which it counts as away
   * @param requests which it follows; closed with this
   */
  NotifierElsewhere(LongSupplier now, int silentAfterSeconds, RecordLog<RedriveRequest> requests) {
    this.now = requireNonNull(now, "now is null");
    this.silentAfterSeconds = silentAfterSeconds;
    this.requests = requireNonNull(requests, "requests is null");
  }

  /** Of which everything is known that it has published by now, and from now on. */
  public static NotifierElsewhere follow(
      String bootstrap,
      LongSupplier now,
      int silentAfterSeconds,
      RecordLog<RedriveRequest> requests) {
    NotifierElsewhere notifier = new NotifierElsewhere(now, silentAfterSeconds, requests);
    notifier.followed =
        FollowedTopic.start("notifier-elsewhere", () -> notifier.open(bootstrap), notifier::take);
    return notifier;
  }

  /** A new reader's book takes the place of the one before when it knows all of it. */
  private TopicTail open(String bootstrap) {
    NotesBook fresh = new NotesBook();
    TopicTail tail = FollowedTopic.caughtUp(bootstrap, Topics.DELIVERIES, fresh::take);
    synchronized (this) {
      book = fresh;
    }
    return tail;
  }

  synchronized void take(ConsumerRecord<byte[], byte[]> record) {
    book.take(record);
  }

  private synchronized Optional<NotifierState> state() {
    return book.state();
  }

  private synchronized List<DeliveryNote> notes() {
    return book.notes().values().stream().sorted(LATEST_FIRST).toList();
  }

  private List<ChannelState> channels() {
    return state().map(NotifierState::channels).orElse(List.of());
  }

  @Override
  public SortedMap<String, Optional<Trouble>> states() {
    SortedMap<String, Optional<Trouble>> states = new TreeMap<>();
    for (ChannelState channel : channels()) {
      states.put(
          channel.name(),
          Optional.ofNullable(channel.undelivered())
              .map(known -> new Trouble(known.since(), known.detail(), known.passed())));
    }
    return states;
  }

  @Override
  public SortedMap<String, Owing> owing() {
    SortedMap<String, Owing> owing = new TreeMap<>();
    for (ChannelState channel : channels()) {
      NotifierState.Owed owed = channel.owed();
      if (owed != null) {
        owing.put(channel.name(), new Owing(owed.readers(), owed.since(), owed.detail()));
      }
    }
    return owing;
  }

  @Override
  public SortedMap<String, Dropped> dropped() {
    SortedMap<String, Dropped> dropped = new TreeMap<>();
    for (ChannelState channel : channels()) {
      NotifierState.Dropped gone = channel.dropped();
      if (gone != null) {
        dropped.put(
            channel.name(), new Dropped(gone.messages(), gone.high(), gone.since(), gone.last()));
      }
    }
    return dropped;
  }

  @Override
  public SortedMap<String, Refused> refused() {
    SortedMap<String, Refused> refused = new TreeMap<>();
    for (NotifierState.Refused of : state().map(NotifierState::refused).orElse(List.of())) {
      refused.put(of.channel(), new Refused(of.messages(), of.high(), of.since(), of.configured()));
    }
    return refused;
  }

  @Override
  public List<String> leadingOut() {
    return channels().stream().filter(ChannelState::leadsOut).map(ChannelState::name).toList();
  }

  @Override
  public Duration stoodStill() {
    return state()
        .map(NotifierState::stillSince)
        .map(since -> Duration.ofSeconds(Math.max(0, now.getAsLong() - since)))
        .orElse(Duration.ZERO);
  }

  @Override
  public Optional<Long> lastSign() {
    return Optional.of(state().map(NotifierState::at).orElse(Ticks.NONE));
  }

  @Override
  public boolean isSilent() {
    return state().map(NotifierState::at).orElse(Ticks.NONE) < now.getAsLong() - silentAfterSeconds;
  }

  @Override
  public List<Row> rows(boolean failedOnly) {
    return notes().stream()
        .filter(note -> failedOnly != (note.kind() == Kind.RESULT))
        .map(
            note ->
                new Row(
                    note.channel(),
                    note.message(),
                    note.at(),
                    note.delivered(),
                    note.attempts(),
                    note.detail()))
        .toList();
  }

  @Override
  public Redriven redrive(@Nullable String channel, @Nullable String key, Caller by) {
    // What a channel that is gone left behind can only be closed.
    Asked asked = ask(channel, key, by, states().keySet()::contains, null);
    return new Redriven(asked.own(), asked.ofOthers());
  }

  @Override
  public Closed close(@Nullable String channel, @Nullable String key, String because, Caller by) {
    Asked asked = ask(channel, key, by, any -> true, new Closing(by.name(), because));
    return new Closed(asked.own(), asked.ofOthers());
  }

  /** How many letters somebody meant, of which only their own are asked for. */
  private record Asked(int own, int ofOthers) {}

  private Asked ask(
      @Nullable String channel,
      @Nullable String key,
      Caller by,
      Predicate<String> channels,
      @Nullable Closing closing) {
    SortedMap<String, Set<String>> meant = new TreeMap<>();
    int own = 0;
    int ofOthers = 0;
    for (DeliveryNote note : notes()) {
      boolean isMeant =
          note.kind() == Kind.LETTER
              && channels.test(note.channel())
              && (channel == null || channel.equals(note.channel()))
              && (key == null || key.equals(note.message()));
      if (isMeant && isOf(note, by)) {
        own++;
        meant.computeIfAbsent(note.channel(), name -> new LinkedHashSet<>()).add(note.message());
      } else if (isMeant) {
        ofOthers++;
      }
    }
    meant.forEach((name, messages) -> send(name, List.copyOf(messages), closing));
    return new Asked(own, ofOthers);
  }

  /** What is about Vigil itself is of all wards. */
  private static boolean isOf(DeliveryNote note, Caller by) {
    String ward = note.ward();
    return ward == null ? by.wards() == null : by.isOf(ward);
  }

  /** A notifier that is away would never hear of it. */
  private void send(String channel, List<String> messages, @Nullable Closing closing) {
    if (isSilent()) {
      throw new RefusedException(
          RefusedException.Kind.UNAVAILABLE,
          "the notifier is away",
          "a sign of ./vigil notifier within " + silentAfterSeconds + " s",
          "Start it again, and repeat the request.");
    }
    List<List<String>> parts = new ArrayList<>();
    for (int from = 0; from < messages.size(); from += MOST_MESSAGES) {
      parts.add(messages.subList(from, Math.min(messages.size(), from + MOST_MESSAGES)));
    }
    synchronized (requests) {
      for (List<String> part : parts) {
        String id = UUID.randomUUID().toString();
        requests.append(id, new RedriveRequest(id, channel, part, now.getAsLong(), closing));
      }
    }
  }

  @Override
  public void close() {
    FollowedTopic open = followed;
    if (open != null) {
      open.close();
    }
    requests.close();
  }
}
