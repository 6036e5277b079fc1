package dev.vigil.app.evaluation;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.risk.RiskModel;
import dev.vigil.models.scores.ClinicalScores;
import dev.vigil.models.scores.Model;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import org.jspecify.annotations.Nullable;

/**
 * A model and how its score becomes a number from 0 to 1.
 *
 * @param highest score, which becomes 1
 * @param threshold of its decisions, 0 to 1
 * @param isRisk whether its score is a probability
 */
public record EvaluatedModel(Model model, double highest, double threshold, boolean isRisk) {
  private static final String NEWS2 = "news2";
  private static final double NEWS2_HIGHEST = 20;

  /** Source: Royal College of Physicians, NEWS2, London 2017: urgent response from 5 on. */
  private static final double NEWS2_URGENT = 5;

  private static final OutputNumber NUMBER = new OutputNumber(0, 0, 0);

  public EvaluatedModel {
    requireNonNull(model, "model is null");
  }

  /** The score that clinicians have already. */
  public static EvaluatedModel news2() {
    Model news2 =
        ClinicalScores.all().stream()
            .filter(model -> model.name().equals(NEWS2))
            .findFirst()
            .orElseThrow();
    return new EvaluatedModel(news2, NEWS2_HIGHEST, NEWS2_URGENT / NEWS2_HIGHEST, false);
  }

  /** Name and version. */
  public String name() {
    return model.name() + ":" + model.version();
  }

  /**
   * What it says, NaN where it says nothing. Of a range the low end counts. A trained model is
   * asked for its probability even where no vital sign is current and it says nothing live: a
   * recording has a row for each hour, and each counts.
   */
  public double says(FeatureVector vector) {
    if (model instanceof RiskModel risk) {
      return risk.probability(vector);
    }
    Score score = model.score(vector, NUMBER);
    @Nullable Double value = score.value() == null ? score.low() : score.value();
    return value == null ? Double.NaN : value / highest;
  }
}
