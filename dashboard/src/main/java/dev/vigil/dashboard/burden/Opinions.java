package dev.vigil.dashboard.burden;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vigil.schemas.Feedback;
import org.jspecify.annotations.Nullable;

/**
 * What people found of alerts.
 *
 * @param known true, and known before the alert came
 */
public record Opinions(int useful, int notUseful, int known) {
  static final Opinions NONE = new Opinions(0, 0, 0);

  Opinions and(Feedback.Verdict verdict) {
    return switch (verdict) {
      case USEFUL -> new Opinions(useful + 1, notUseful, known);
      case NOT_USEFUL -> new Opinions(useful, notUseful + 1, known);
      case KNOWN -> new Opinions(useful, notUseful, known + 1);
    };
  }

  /** How many there are. */
  public int all() {
    return useful + notUseful + known;
  }

  /**
   * The actionable share: of the alerts that people judged, those that were useful; null if none.
   */
  @JsonProperty(value = "actionable", access = JsonProperty.Access.READ_ONLY)
  public @Nullable Double actionable() {
    return all() == 0 ? null : (Double) ((double) useful / all());
  }

  /**
   * The same, as if one useful and one useless alert had been judged besides (Laplace's rule of
   * succession): one nurse's word doesn't make a rule noise.
   */
  double expectedActionable() {
    return (useful + 1.0) / (all() + 2.0);
  }
}
