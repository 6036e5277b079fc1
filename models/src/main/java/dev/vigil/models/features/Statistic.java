package dev.vigil.models.features;

import dev.vigil.schemas.VitalSign;

/** What is computed of the readings in a window; a feature is one of these over one window. */
public enum Statistic {
  COUNT("count", "number of readings; absent where there is none") {
    @Override
    String unit(VitalSign vital) {
      return "1";
    }

    @Override
    double of(Moments moments, double steps) {
      return (double) moments.count();
    }
  },
  MEAN("mean", "arithmetic mean") {
    @Override
    double of(Moments moments, double steps) {
      return (double) moments.sum() / ((double) moments.count() * steps);
    }
  },
  SD("sd", "sample standard deviation (n - 1); absent under two readings") {
    @Override
    double of(Moments moments, double steps) {
      double n = (double) moments.count();
      return Math.sqrt(moments.spread() / (n * (n - 1))) / steps;
    }
  },
  MIN("min", "smallest value") {
    @Override
    double of(Moments moments, double steps) {
      return (double) moments.min() / steps;
    }
  },
  MAX("max", "largest value") {
    @Override
    double of(Moments moments, double steps) {
      return (double) moments.max() / steps;
    }
  },
  SLOPE("slope", "least-squares slope over measured time; absent under two distinct times") {
    @Override
    String unit(VitalSign vital) {
      return vital.unit() + "/h";
    }

    @Override
    double of(Moments moments, double steps) {
      return moments.covariation() / moments.timeSpread() * SECONDS_PER_HOUR / steps;
    }
  };

  private static final double SECONDS_PER_HOUR = 3_600;

  private final String label;
  private final String text;

  Statistic(String label, String text) {
    this.label = label;
    this.text = text;
  }

  /** How it stands in a feature's name, such as {@code mean}. */
  public String label() {
    return label;
  }

  /** The definition, without the window. */
  String text() {
    return text;
  }

  /** UCUM unit of this statistic of the vital sign. */
  String unit(VitalSign vital) {
    return vital.unit();
  }

  /**
   * The statistic in its unit; NaN where it isn't defined.
   *
   * @param moments of at least one reading
   * @param steps how many steps of precision the vital sign's unit has, a power of ten
   */
  abstract double of(Moments moments, double steps);
}
