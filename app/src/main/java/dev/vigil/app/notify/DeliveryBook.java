package dev.vigil.app.notify;

import dev.vigil.alerting.channels.Delivery;
import dev.vigil.app.notify.DeliveryEntry.Began;
import dev.vigil.app.notify.DeliveryEntry.Closed;
import dev.vigil.app.notify.DeliveryEntry.Done;
import dev.vigil.app.notify.DeliveryEntry.DoneTechnical;
import dev.vigil.app.notify.DeliveryEntry.Failing;
import dev.vigil.app.notify.DeliveryEntry.Forgotten;
import dev.vigil.app.notify.DeliveryEntry.Letter;
import dev.vigil.app.notify.DeliveryEntry.NoRoom;
import dev.vigil.app.notify.DeliveryEntry.Redriven;
import dev.vigil.app.notify.DeliveryEntry.Result;
import dev.vigil.app.notify.DeliveryEntry.Unmarked;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext.Origin;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What the lines of the journal come to. Not thread-safe. */
final class DeliveryBook {
  /** Results that are kept, beside the last of each patient. */
  static final int RECENT = 1_000;

  private final Map<String, List<Began>> began = new TreeMap<>();
  private final Troubles troubles = new Troubles();
  private final Map<String, Map<String, Done>> done = new TreeMap<>();
  private final Map<String, Map<String, DoneTechnical>> technical = new TreeMap<>();
  private final Letters letters = new Letters();
  private final Deque<Result> recent = new ArrayDeque<>();

  void learn(DeliveryEntry entry) {
    if (entry instanceof Began first) {
      learn(first);
    } else if (entry instanceof Unmarked gone) {
      learn(gone);
    } else if (entry instanceof Failing failing) {
      troubles.learn(failing);
    } else if (entry instanceof Letter letter) {
      letters.learn(letter);
    } else if (entry instanceof NoRoom known) {
      letters.learn(known);
    } else if (entry instanceof Closed closed) {
      letters.learn(closed);
    } else if (entry instanceof Result result) {
      learn(result);
    } else if (entry instanceof Forgotten forgotten) {
      patients(forgotten.channel()).keySet().removeAll(forgotten.patients());
    }
  }

  /** One that says for whom it is stands for one that didn't. */
  private void learn(Began first) {
    List<Began> known = began.computeIfAbsent(first.channel(), name -> new ArrayList<>());
    if (first.origins() != null) {
      known.removeIf(one -> one.origins() == null);
    }
    known.add(first);
  }

  /** What a channel that is there for nobody has not delivered, it is not to deliver any more. */
  private void learn(Unmarked gone) {
    List<Began> known = began.getOrDefault(gone.channel(), new ArrayList<>());
    known.replaceAll(one -> one.without(gone.origins()));
    if (Stream.of(Origin.values()).noneMatch(origin -> hasBegun(gone.channel(), origin))) {
      troubles.forget(gone.channel());
    }
  }

  private void learn(Result result) {
    String channel = result.channel();
    if (result instanceof Done last) {
      done.computeIfAbsent(channel, name -> new TreeMap<>())
          .merge(
              last.patient(), last, (one, two) -> two.number().isAfter(one.number()) ? two : one);
    } else if (result instanceof DoneTechnical last) {
      technical.computeIfAbsent(channel, name -> new TreeMap<>()).put(last.subject(), last);
    } else if (result instanceof Redriven again) {
      letters.learn(again);
    }
    recent.addLast(result);
    if (recent.size() > RECENT) {
      recent.removeFirst();
    }
    troubles.learn(result);
  }

  /** A detail as people are shown it; what is tried again goes to a reader by itself. */
  static String shown(String detail, boolean isTriedAgain) {
    return isTriedAgain ? detail + "-tried-again" : detail;
  }

  /** What became of a delivery, as people are shown it. */
  static String detail(Delivery delivery) {
    return shown(delivery.detail(), delivery.outcome() == Delivery.Outcome.POSTPONED);
  }

  /** All that still says something; learned again, it comes to the same. */
  List<DeliveryEntry> entries() {
    List<DeliveryEntry> entries = new ArrayList<>();
    began.values().forEach(entries::addAll);
    Set<Result> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    kept.addAll(recent);
    done.values()
        .forEach(
            all -> all.values().stream().filter(one -> !kept.contains(one)).forEach(entries::add));
    technical
        .values()
        .forEach(
            all -> all.values().stream().filter(one -> !kept.contains(one)).forEach(entries::add));
    entries.addAll(recent);
    // After the results: one that was redriven and refused again is as it was after that.
    entries.addAll(letters.entries());
    // After the last deliveries, which would end them.
    entries.addAll(troubles.entries());
    return entries;
  }

  /** All that ever began, or were told something, without some. */
  Set<String> channelsBut(Set<String> some) {
    Set<String> channels = new TreeSet<>(began.keySet());
    channels.addAll(done.keySet());
    channels.removeAll(some);
    return channels;
  }

  boolean hasBegun(String channel, Origin origin) {
    // The first lines of all didn't tell of a beginning.
    return began.containsKey(channel) ? began(channel, origin) != null : done.containsKey(channel);
  }

  /** Where the channel began, if it isn't known for whom: its lines are older than such. */
  Optional<Map<Integer, Long>> beginningOfAnybody(String channel) {
    List<Began> known = began.getOrDefault(channel, List.of());
    if (known.isEmpty()) {
      return done.containsKey(channel) ? Optional.of(Map.of()) : Optional.empty();
    }
    return known.stream().filter(one -> one.origins() == null).findFirst().map(Began::offsets);
  }

  long beginning(String channel, Origin origin, int partition) {
    Began first = began(channel, origin);
    return first == null ? 0 : first.offsets().getOrDefault(partition, 0L);
  }

  /** The last of each patient that a channel was told before it began, or begins now, for these. */
  Map<String, OutputNumber> toldBefore(String channel, Origin origin) {
    Began first = began(channel, origin);
    if (first == null) {
      return numbers(channel);
    }
    return first.told() == null ? Map.of() : first.told();
  }

  private @Nullable Began began(String channel, Origin origin) {
    for (Began one : began.getOrDefault(channel, List.of())) {
      if (one.isFor(origin)) {
        return one;
      }
    }
    return null;
  }

  @Nullable Done last(String channel, String patient) {
    return patients(channel).get(patient);
  }

  /** The number of what a channel was last done with of each patient. */
  Map<String, OutputNumber> numbers(String channel) {
    Map<String, OutputNumber> numbers = new HashMap<>();
    patients(channel).forEach((patient, last) -> numbers.put(patient, last.number()));
    return numbers;
  }

  /** What a channel was last done with of each patient. */
  Map<String, Done> patients(String channel) {
    return done.getOrDefault(channel, new TreeMap<>());
  }

  /** Sequence of the last technical alert of a key that a channel is done with; 0 if none. */
  int toldOf(String channel, String subject) {
    DoneTechnical last = technical.getOrDefault(channel, Map.of()).get(subject);
    return last == null ? 0 : last.sequence();
  }

  /** What channels have not delivered. */
  Troubles troubles() {
    return troubles;
  }

  /** What was refused or is owed to readers. */
  Letters letters() {
    return letters;
  }

  /** The oldest first. */
  List<Result> recent() {
    return List.copyOf(recent);
  }
}
