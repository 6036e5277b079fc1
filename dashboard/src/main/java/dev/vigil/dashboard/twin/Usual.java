package dev.vigil.dashboard.twin;

import dev.vigil.models.features.BaselineNames;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is usual for a patient, as the baseline features of the last vectors say: learned from the
 * week before the last day.
 *
 * @param centre in the vital sign's unit
 * @param spread usual distance from the centre, as a standard deviation, in the same unit; null
 *     where the features don't tell
 * @param hours how many hours it was learned from
 */
public record Usual(double centre, @Nullable Double spread, double hours) {
  /** The features that are needed for a vital sign. */
  public static List<String> features(String vital) {
    BaselineNames names = BaselineNames.of(vital);
    return Stream.of(names.centre(), names.change(), names.deviation(), names.hours()).toList();
  }

  /** The features that are needed for all vital signs. */
  public static SortedSet<String> features() {
    SortedSet<String> names = new TreeSet<>();
    VitalSigns.catalogue().all().stream()
        .filter(vital -> vital.kind() == VitalSign.Kind.VITAL)
        .forEach(vital -> names.addAll(features(vital.id())));
    return names;
  }

  /**
   * What the newest vector says that tells the spread, else the newest that tells what is usual;
   * null where none does. All of one: a spread is about the centre that it was learned with. A
   * vector tells none where nothing was measured in its last hour.
   *
   * @param vectors features by name, of several vital signs; oldest first
   */
  public static @Nullable Usual of(String vital, List<SortedMap<String, Double>> vectors) {
    Usual newest = null;
    for (int i = vectors.size() - 1; i >= 0; i--) {
      Usual said = of(vital, vectors.get(i));
      if (said != null && said.spread() != null) {
        return said;
      }
      newest = newest == null ? said : newest;
    }
    return newest;
  }

  private static @Nullable Usual of(String vital, Map<String, Double> features) {
    BaselineNames names = BaselineNames.of(vital);
    Double centre = features.get(names.centre());
    Double hours = features.get(names.hours());
    if (centre == null || hours == null) {
      return null;
    }
    return new Usual(
        centre, spread(features.get(names.change()), features.get(names.deviation())), hours);
  }

  /** The deviation is the change in units of the spread. */
  private static @Nullable Double spread(@Nullable Double change, @Nullable Double deviation) {
    return change == null || deviation == null || change == 0 || deviation == 0
        ? null
        : (Double) Math.abs(change / deviation);
  }
}
