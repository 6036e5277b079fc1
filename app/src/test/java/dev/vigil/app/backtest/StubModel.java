package dev.vigil.app.backtest;

import dev.vigil.models.scores.Model;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;

/** A model that says what a test wants. */
record StubModel(String name, ToDoubleFunction<FeatureVector> says) implements Model {
  /** A contender of a threshold of 0.5. */
  static Contender saying(String name, ToDoubleFunction<FeatureVector> says) {
    return new Contender(new StubModel(name, says), "bundle-of-" + name, 0.5);
  }

  @Override
  public String version() {
    return "1";
  }

  @Override
  public SortedSet<String> features() {
    return Collections.emptySortedSet();
  }

  @Override
  public Score score(FeatureVector vector, OutputNumber number) {
    return new Score(
        vector.patient(),
        name(),
        version(),
        number,
        vector.known(),
        Score.Outcome.SCORE,
        says.applyAsDouble(vector),
        null,
        null,
        new TreeMap<>(),
        List.of(),
        null);
  }
}
