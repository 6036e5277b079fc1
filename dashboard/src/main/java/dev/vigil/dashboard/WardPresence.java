package dev.vigil.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vigil.schemas.Json;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Who is where in the three-dimensional wards. Only the newest word of each page counts and it is
 * passed on with the next flush, so nobody can make others hear more often than that; whoever is
 * silent for {@value #SILENT_FLUSHES} flushes has left. Only those who see a ward are in it, and
 * only those who are in it hear of the others. Not thread-safe: one event loop.
 */
final class WardPresence {
  /** With a flush each 200 ms: 15 s. */
  static final int SILENT_FLUSHES = 75;

  /** Messages of one page that are read between two flushes; further ones are not looked at. */
  static final int MOST_MESSAGES = 4;

  /** Others of whom one page hears. */
  static final int MOST_OTHERS = 24;

  private final Function<String, @Nullable String> wardOf;
  private final Map<WardClient, Standing> standing = new LinkedHashMap<>();
  private final Set<String> changed = new HashSet<>();
  private int lastId;

  /**
   * @param wardOf where a patient is; null for one who is not known
   */
  WardPresence(Function<String, @Nullable String> wardOf) {
    this.wardOf = requireNonNull(wardOf, "wardOf is null");
  }

  /** One page in a room. */
  private static final class Standing {
    final int id;
    @Nullable PresenceMessage latest;
    int messages;
    int silent;

    Standing(int id) {
      this.id = id;
    }

    @Nullable String ward() {
      return latest == null ? null : latest.ward();
    }
  }

  /** Another one in the room, as a page hears of them. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Person(
      int id,
      String name,
      List<Double> at,
      List<Double> facing,
      @Nullable String selected,
      boolean headset) {}

  /**
   * Takes what a page said.
   *
   * @return false if it is no message that a page sends
   */
  boolean take(WardClient client, String text) {
    Standing known = standing.computeIfAbsent(client, c -> new Standing(++lastId));
    if (++known.messages > MOST_MESSAGES) {
      return true;
    }
    PresenceMessage message = PresenceMessage.of(text);
    if (message == null) {
      return false;
    }
    known.silent = 0;
    String ward = message.ward();
    // A ward may have been closed to somebody, a patient moved, while the message was on its way.
    boolean isAllowed = ward != null && client.caller().sees(ward) && isIn(ward, message);
    put(known, isAllowed ? message : null);
    return true;
  }

  private boolean isIn(String ward, PresenceMessage message) {
    String selected = message.selected();
    return selected == null || ward.equals(wardOf.apply(selected));
  }

  private void put(Standing known, @Nullable PresenceMessage message) {
    if (Objects.equals(known.latest, message)) {
      return;
    }
    mark(known.ward());
    known.latest = message;
    mark(known.ward());
  }

  private void mark(@Nullable String ward) {
    if (ward != null) {
      changed.add(ward);
    }
  }

  /** A page has gone. */
  void remove(WardClient client) {
    Standing gone = standing.remove(client);
    if (gone != null) {
      mark(gone.ward());
    }
  }

  /** Tells each page in a room that looks different now who else is in it. */
  void flush() {
    for (Standing known : standing.values()) {
      known.messages = 0;
      if (++known.silent > SILENT_FLUSHES) {
        put(known, null);
      }
    }
    for (String ward : Set.copyOf(changed)) {
      tell(ward);
    }
    changed.clear();
  }

  private void tell(String ward) {
    for (Map.Entry<WardClient, Standing> each : standing.entrySet()) {
      if (ward.equals(each.getValue().ward())) {
        Map<String, Object> message = new LinkedHashMap<>();
        message.put("type", PresenceMessage.TYPE);
        message.put("ward", ward);
        message.put("people", others(ward, each.getValue().id));
        each.getKey().presence(new String(Json.encode(message), UTF_8));
      }
    }
  }

  private List<Person> others(String ward, int than) {
    List<Person> others = new ArrayList<>();
    standing.forEach(
        (client, known) -> {
          PresenceMessage latest = known.latest;
          if (latest != null && ward.equals(latest.ward()) && known.id != than) {
            others.add(person(known.id, client, latest));
          }
        });
    return others.size() > MOST_OTHERS ? others.subList(0, MOST_OTHERS) : others;
  }

  private static Person person(int id, WardClient client, PresenceMessage latest) {
    return new Person(
        id,
        client.caller().name(),
        latest.at(),
        latest.facing(),
        latest.selected(),
        latest.headset());
  }
}
