package dev.vigil.app.notify;

import dev.vigil.app.notify.DeliveryEntry.Letter;
import dev.vigil.app.notify.DeliveryEntry.Result;
import dev.vigil.schemas.DeliveryNote;
import dev.vigil.schemas.DeliveryNote.Kind;
import dev.vigil.schemas.NotifierState;
import dev.vigil.schemas.NotifierState.ChannelState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a notifier knows, in the words in which it tells those who show it elsewhere. */
final class NotifierNotes {
  /** Longer than a turn of a channel that does well. */
  private static final Duration STILL = Duration.ofSeconds(60);

  private NotifierNotes() {}

  /**
   * Its results and letters, by their keys in the topic: no more than the memory keeps.
   *
   * @param channels that it has now
   */
  static SortedMap<String, DeliveryNote> of(
      List<Result> results, List<Letter> letters, Set<String> channels) {
    SortedMap<String, DeliveryNote> notes = new TreeMap<>();
    for (Result result : results) {
      put(notes, "result/", result.at(), note(result));
    }
    for (Letter letter : letters) {
      put(notes, "letter/", letter.at(), note(letter, channels.contains(letter.channel())));
    }
    return notes;
  }

  /** One letter to several readers is several; so is what was told twice in a second. */
  private static void put(
      Map<String, DeliveryNote> notes, String kind, @Nullable Long at, DeliveryNote note) {
    String key = kind + note.channel() + "/" + note.message() + "/" + at + "/";
    int number = 0;
    while (notes.containsKey(key + number)) {
      number++;
    }
    notes.put(key + number, note);
  }

  private static DeliveryNote note(Result result) {
    return new DeliveryNote(
        Kind.RESULT,
        result.channel(),
        result.key(),
        result.at(),
        result.delivered(),
        result.attempts(),
        result.detail(),
        null);
  }

  private static DeliveryNote note(Letter letter, boolean isOfAChannel) {
    boolean goesByItself = letter.goesByItself() && isOfAChannel;
    return new DeliveryNote(
        goesByItself ? Kind.KEPT : Kind.LETTER,
        letter.channel(),
        letter.letter(),
        letter.at(),
        false,
        letter.attempts(),
        DeliveryBook.shown(letter.detail(), goesByItself),
        letter.alert() == null ? null : letter.alert().ward());
  }

  /**
   * How it does.
   *
   * @param now by the world's clock, whole seconds since the epoch
   */
  static NotifierState state(Notifying notifier, long now) {
    List<ChannelState> channels = new ArrayList<>();
    notifier
        .states()
        .forEach((name, trouble) -> channels.add(channel(notifier, name, trouble.orElse(null))));
    Duration still = notifier.stoodStill();
    Long since = still.compareTo(STILL) > 0 ? now - still.toSeconds() : null;
    List<NotifierState.Refused> refused = new ArrayList<>();
    notifier.refused().forEach((name, waits) -> refused.add(refused(name, waits)));
    return new NotifierState(now, since, channels, refused);
  }

  private static NotifierState.Refused refused(String channel, Refused waits) {
    return new NotifierState.Refused(
        channel, waits.messages(), waits.high(), waits.since(), waits.isConfigured());
  }

  private static ChannelState channel(Notifying notifier, String name, @Nullable Trouble trouble) {
    Optional<Owing> owing = Optional.ofNullable(notifier.owing().get(name));
    Optional<Dropped> dropped = Optional.ofNullable(notifier.dropped().get(name));
    return new ChannelState(
        name,
        notifier.leadingOut().contains(name),
        trouble == null
            ? null
            : new NotifierState.Undelivered(trouble.since(), trouble.detail(), trouble.passed()),
        owing.map(of -> new NotifierState.Owed(of.readers(), of.since(), of.detail())).orElse(null),
        dropped
            .map(of -> new NotifierState.Dropped(of.messages(), of.high(), of.since(), of.last()))
            .orElse(null));
  }
}
