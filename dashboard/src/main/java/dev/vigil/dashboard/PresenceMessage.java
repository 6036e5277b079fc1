package dev.vigil.dashboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a page in the three-dimensional ward says of whoever is in it: where they stand, where they
 * look and whom they have chosen. Passed on to others in the same ward, stored nowhere.
 *
 * @param ward whose room it is; null: has left
 * @param at the head in the room: right, up and towards the entrance, metres from the floor's
 *     middle
 * @param facing to the left and up, radians
 * @param selected the patient whose panel is open; null if none
 * @param headset whether they are there with a headset
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PresenceMessage(
    String type,
    @Nullable String ward,
    List<Double> at,
    List<Double> facing,
    @Nullable String selected,
    boolean headset) {
  static final String TYPE = "presence";

  /** Characters of the whole message: several times the longest that a page sends. */
  static final int MOST_CHARACTERS = 512;

  private static final int LONGEST_NAME = 64;
  private static final double FARTHEST_METRES = 50;
  private static final double FULL_TURN = 2 * Math.PI;

  PresenceMessage {
    if (!TYPE.equals(requireNonNull(type, "type is null"))) {
      throw new IllegalArgumentException("the type is not " + TYPE);
    }
    requireName("ward", ward);
    requireName("selected", selected);
    at = ward == null ? List.of() : within("at", at, 3, FARTHEST_METRES);
    facing = ward == null ? List.of() : within("facing", facing, 2, FULL_TURN);
  }

  /** The message, null if it isn't one. */
  static @Nullable PresenceMessage of(String text) {
    if (text.length() > MOST_CHARACTERS) {
      return null;
    }
    try {
      return Json.decode(text.getBytes(UTF_8), PresenceMessage.class);
    } catch (MalformedRecordException e) {
      return null;
    }
  }

  private static void requireName(String what, @Nullable String name) {
    if (name != null && (name.isEmpty() || name.length() > LONGEST_NAME)) {
      throw new IllegalArgumentException(what + " has not 1 to " + LONGEST_NAME + " characters");
    }
  }

  private static List<Double> within(
      String what, @Nullable List<Double> numbers, int count, double most) {
    if (numbers == null || numbers.size() != count) {
      throw new IllegalArgumentException(what + " has not " + count + " numbers");
    }
    for (Double number : numbers) {
      // A NaN fails the comparison too.
      if (number == null || !(Math.abs(number) <= most)) {
        throw new IllegalArgumentException(what + " has a number outside ±" + most);
      }
    }
    return List.copyOf(numbers);
  }
}
