package dev.vigil.models.scores;

import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.schemas.FeatureVector;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who the early warning scores are made for. Source: Royal College of Physicians, National Early
 * Warning Score (NEWS) 2, London 2017: not under 16 years, not in pregnancy. MEWS, qSOFA, SIRS and
 * SOFA were derived from adults too; children and pregnant women have scores of their own.
 */
final class Adults {
  /** {@link dev.vigil.schemas.Score#reason} where the age isn't known. */
  static final String AGE_UNKNOWN = "age-unknown";

  /** {@link dev.vigil.schemas.Score#reason} of children. */
  static final String UNDER_16 = "under-16";

  /** {@link dev.vigil.schemas.Score#reason} in pregnancy. */
  static final String IS_PREGNANT = "pregnant";

  private static final int LOWEST_AGE_YEARS = 16;

  private Adults() {}

  /** All features of a score for adults: value and age of its vital signs, and some others. */
  static SortedSet<String> features(Stream<String> vitals, List<String> others) {
    SortedSet<String> all = new TreeSet<>(List.of(FeatureCatalogue.AGE, FeatureCatalogue.PREGNANT));
    all.addAll(others);
    vitals.forEach(
        vital -> {
          all.add(FeatureCatalogue.last(vital));
          all.add(FeatureCatalogue.age(vital));
        });
    return Collections.unmodifiableSortedSet(all);
  }

  /** Why a score for adults doesn't apply, or null if it does. */
  static @Nullable String notApplicable(FeatureVector vector) {
    Double age = vector.values().get(FeatureCatalogue.AGE);
    if (age == null) {
      return AGE_UNKNOWN;
    }
    if (age < LOWEST_AGE_YEARS) {
      return UNDER_16;
    }
    Double pregnant = vector.values().get(FeatureCatalogue.PREGNANT);
    return pregnant != null && pregnant > 0 ? IS_PREGNANT : null;
  }
}
