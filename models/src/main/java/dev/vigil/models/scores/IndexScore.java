package dev.vigil.models.scores;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.features.AcrossVitals;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Score.Outcome;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An index out of a few vital signs, each measured within the last hour, as the feature of the same
 * meaning defines it. An index has no possible range: where an input is missing it says nothing.
 */
final class IndexScore extends NamedModel {
  /** {@link Score#reason} where an input is unknown or too old. */
  static final String INPUT_MISSING = "input-missing";

  /** {@link Score#reason} where all is known, but a divisor is 0. */
  static final String NOT_DEFINED = "not-defined";

  private static final String FIO2 = "fio2";

  private final String index;
  private final List<String> vitals;

  private IndexScore(String name, String version, String index, List<String> vitals) {
    super(name, version, Adults.features(vitals.stream(), List.of(index)));
    this.index = requireNonNull(index, "index is null");
    this.vitals = List.copyOf(vitals);
  }

  /**
   * Heart rate by systolic pressure, in /min per mm[Hg]. Source: Allgoewer and Burri 1967, Dtsch
   * Med Wochenschr 92:1947; 0.5 to 0.7 in healthy adults.
   */
  static IndexScore shockIndex() {
    return new IndexScore(
        "shock-index",
        "1967.1",
        AcrossVitals.SHOCK_INDEX,
        List.of("heart-rate", "systolic-pressure"));
  }

  /**
   * SpO2 in % by inspired fraction of oxygen by respiratory rate. Source: Roca et al. 2016, J Crit
   * Care 35:200; 2019, Am J Respir Crit Care Med 199:1368: at 4.88 and above high-flow oxygen is
   * likely to do. Without fio2 it is known on room air only.
   */
  static IndexScore rox() {
    return new IndexScore(
        "rox", "2019.1", AcrossVitals.ROX, List.of("spo2", FIO2, "respiratory-rate"));
  }

  @Override
  public Score score(FeatureVector vector, OutputNumber number) {
    String reason = Adults.notApplicable(vector);
    Double value = vector.values().get(index);
    Sheet sheet = new Sheet(vector);
    if (reason == null && value == null) {
      vitals.stream()
          .filter(vital -> !isKnown(vector, vital))
          .forEach(vital -> sheet.miss(vital, AcrossVitals.FRESH_SECONDS));
      reason = sheet.missing().isEmpty() ? NOT_DEFINED : INPUT_MISSING;
    }
    return new Score(
            vector.patient(),
            name(),
            version(),
            number,
            vector.known(),
            reason == null ? Outcome.SCORE : Outcome.NOT_APPLICABLE,
            reason == null ? value : null,
            null,
            null,
            new TreeMap<>(),
            List.copyOf(sheet.missing()),
            reason)
        .withStale(List.copyOf(sheet.stale()));
  }

  /** Without a device a patient breathes room air, whose oxygen nobody has to measure. */
  private static boolean isKnown(FeatureVector vector, String vital) {
    boolean isFresh = fresh(vector, vital) != null;
    Double device = vital.equals(FIO2) ? fresh(vector, Oxygen.DEVICE) : null;
    return isFresh || (device != null && device == 0);
  }

  private static @Nullable Double fresh(FeatureVector vector, String vital) {
    return Freshness.current(vector, vital, AcrossVitals.FRESH_SECONDS);
  }
}
