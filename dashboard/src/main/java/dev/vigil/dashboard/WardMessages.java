package dev.vigil.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.ward.WardChanges;
import dev.vigil.dashboard.ward.WardEvent;
import dev.vigil.dashboard.ward.WardSnapshot;
import dev.vigil.schemas.Json;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The texts of what pages hear, and the positions in them, of one run of the server. */
final class WardMessages {
  private final String run = UUID.randomUUID().toString();

  /**
   * The number of the last transition that a page has heard; null if it isn't one of this run.
   *
   * @param position as a page gives it back
   */
  @Nullable Long heard(String position) {
    WardPosition heard = WardPosition.parse(position);
    return heard == null || !heard.run().equals(run) ? null : (Long) heard.number();
  }

  /**
   * The first message.
   *
   * @param resumed whether all follows that the page has missed; null if it has not asked
   */
  String welcome(Caller caller, @Nullable Boolean resumed) {
    Map<String, Object> message = of("welcome");
    message.put("name", caller.name());
    message.put("vitals", VitalSignCard.all());
    if (resumed != null) {
      message.put("resumed", resumed);
    }
    return text(message);
  }

  /** The whole ward, after the transitions up to this number. */
  String snapshot(WardSnapshot ward, long told) {
    Map<String, Object> message = of("snapshot");
    message.put("position", position(told));
    message.put("ward", ward);
    return text(message);
  }

  /** One transition or episode. */
  String event(WardEvent event, @Nullable Long now) {
    Map<String, Object> message = of("event");
    message.put("now", now);
    if (event.number() != null) {
      message.put("position", position(event.number()));
    }
    message.put("event", event);
    return text(message);
  }

  /** Changed values. */
  String update(WardChanges changes) {
    return text(updateOf(changes));
  }

  /**
   * An update with patients whole.
   *
   * @param more how many others of the snapshot's rest are still to come
   */
  String part(WardChanges whole, int more) {
    Map<String, Object> message = updateOf(whole);
    message.put("more", more);
    return text(message);
  }

  private static Map<String, Object> updateOf(WardChanges changes) {
    Map<String, Object> message = of("update");
    message.put("now", changes.now());
    message.put("patients", changes.patients());
    message.put("gone", changes.gone());
    return message;
  }

  /** The server lives, and the transitions up to this number were told. */
  String beat(@Nullable Long now, boolean ready, long told) {
    Map<String, Object> message = of("beat");
    message.put("now", now);
    message.put("ready", ready);
    message.put("position", position(told));
    return text(message);
  }

  private String position(long number) {
    return new WardPosition(run, number).toString();
  }

  private static Map<String, Object> of(String type) {
    Map<String, Object> message = new LinkedHashMap<>();
    message.put("type", type);
    return message;
  }

  private static String text(Object message) {
    return new String(Json.encode(message), UTF_8);
  }
}
