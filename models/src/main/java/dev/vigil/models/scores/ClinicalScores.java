package dev.vigil.models.scores;

import java.util.List;

/** The clinical scores that Vigil brings along: one bundle, one job. */
public final class ClinicalScores {
  /** Name of the bundle. */
  public static final String NAME = "clinical-scores";

  /** Version of the bundle; rises with any of its scores. */
  public static final String VERSION = "2";

  private static final List<Model> ALL =
      List.of(
          new News2(),
          new Mews(),
          new QuickSofa(),
          new Sirs(),
          new Sofa(),
          IndexScore.shockIndex(),
          IndexScore.rox());

  /** What the bundle's first version had: worlds that began with it go on with it. */
  private static final List<Model> FIRST = List.of(new News2());

  private ClinicalScores() {}

  /** All of them, in fixed order. */
  public static List<Model> all() {
    return ALL;
  }

  /** Those of a version of the bundle; empty for one that this Vigil doesn't know. */
  public static List<Model> of(String version) {
    return switch (version) {
      case "1" -> FIRST;
      case VERSION -> ALL;
      default -> List.of();
    };
  }
}
