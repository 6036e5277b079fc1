package dev.vigil.models.training.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class BoostedLearnerTest {
  /** They stand in the bundle, whose bytes would be others on another machine. */
  @Test
  void settings_haveTheSameDigitsOnEveryMachine() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      assertThat(new BoostedLearner(200, 4, 0.1, 5, 7).settings())
          .isEqualTo("xgboost, rounds 200, max_depth 4, eta 0.1, min_child_weight 5.0, seed 7");
    } finally {
      Locale.setDefault(before);
    }
  }
}
