package dev.vigil.models.trees;

import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.models.features.Window;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.util.List;

/** What trees are trained on if nothing else is asked for. */
public final class TreeFeatures {
  private TreeFeatures() {}

  /**
   * Every feature but the ward, whose code is no quantity, those of a glucose sensor and technical
   * alarms, which no recording of a bedside has, and the two shortest windows, which say the same
   * as the latest value where measurements are hourly.
   */
  public static List<String> all() {
    return FeatureCatalogue.instance().definitions().keySet().stream()
        .filter(name -> !name.equals(FeatureCatalogue.WARD))
        .filter(name -> !FeatureCatalogue.isOf(FeatureCatalogue.INTERSTITIAL_GLUCOSE, name))
        .filter(name -> !isTechnical(name))
        .filter(name -> !isOver(name, Window.MINUTES_5) && !isOver(name, Window.HOUR_1))
        .toList();
  }

  private static boolean isTechnical(String feature) {
    String vital = FeatureCatalogue.instance().vitalOf(feature);
    return vital != null && VitalSigns.catalogue().get(vital).kind() == VitalSign.Kind.TECHNICAL;
  }

  private static boolean isOver(String feature, Window window) {
    return feature.endsWith('.' + window.label());
  }
}
