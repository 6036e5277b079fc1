package dev.vigil.bench.features;

import dev.vigil.bench.paired.Bench;
import dev.vigil.bench.paired.Comparison;
import dev.vigil.bench.paired.Comparison.Check;
import dev.vigil.bench.paired.Comparison.Ratio;
import dev.vigil.bench.paired.Comparisons;
import dev.vigil.bench.paired.Target;
import dev.vigil.bench.paired.Work;
import dev.vigil.models.features.FeatureSettings;
import dev.vigil.models.features.Window;
import dev.vigil.schemas.FeatureVector;
import java.util.List;
import java.util.function.Supplier;

/**
 * {@code features}: the engine against recomputation. One vital sign at 1 Hz with all statistics of
 * a window after every second, in order and with late readings; and whole vectors of a patient with
 * 8 vital signs, where one operation is 10 seconds: 80 readings and the vector of them, after a
 * full day of readings before.
 */
public final class FeaturesBench {
  static final int INTERVAL_SECONDS = 10;
  static final FeatureSettings SETTINGS = new FeatureSettings(INTERVAL_SECONDS, false);
  static final int LATE_PERCENT = 5;

  /** The longest window, and its oldest cell which is never cut. */
  private static final int INTERVALS_BEFORE = (86_400 + 900) / INTERVAL_SECONDS;

  private static final int WINDOW_CHECKS = 2_000;
  private static final int VECTOR_CHECKS = 100;

  private FeaturesBench() {}

  /** All four. */
  public static Bench bench() {
    return new Comparisons(
        "features",
        "All statistics of a window after every second, and a vector of 8 vital signs each 10 s:"
            + " the feature engine against recomputation from raw readings.",
        List.of(
            () -> window("engine_vs_naive_300", Window.MINUTES_5, Target.atLeast(30)),
            () -> window("engine_vs_naive_3600", Window.HOUR_1, Target.atLeast(80)),
            FeaturesBench::late,
            FeaturesBench::vectors));
  }

  /** One window of one vital sign, in order. */
  static Comparison<double[]> window(String measure, Window window, Target target) {
    return new Comparison<>(
        measure,
        () -> new EngineWindow(window, 0),
        () -> new RecomputedWindow(window, 0),
        sameStatistics(window, 0),
        Ratio.BASELINE_BY_OURS,
        target);
  }

  /** The engine with late readings against the engine without. */
  static Comparison<double[]> late() {
    return new Comparison<>(
        "engine_late_cost",
        () -> new EngineWindow(Window.MINUTES_5, LATE_PERCENT),
        () -> new EngineWindow(Window.MINUTES_5, 0),
        sameStatistics(Window.MINUTES_5, LATE_PERCENT),
        Ratio.OURS_BY_BASELINE,
        Target.atMost(1.25));
  }

  static Check sameStatistics(Window window, int latePercent) {
    return Check.same(
        () -> new EngineWindow(window, latePercent),
        () -> new RecomputedWindow(window, latePercent),
        WINDOW_CHECKS,
        Agreement::ofStatistics);
  }

  private static Comparison<FeatureVector> vectors() {
    Supplier<Work<FeatureVector>> engine = () -> new EngineWork(INTERVALS_BEFORE);
    Supplier<Work<FeatureVector>> recomputed = () -> new RecomputedWork(INTERVALS_BEFORE);
    return new Comparison<>(
        "vectors_vs_recomputed",
        engine,
        recomputed,
        Check.same(engine, recomputed, VECTOR_CHECKS, Agreement::ofVectors),
        Ratio.BASELINE_BY_OURS,
        Target.atLeast(5));
  }
}
