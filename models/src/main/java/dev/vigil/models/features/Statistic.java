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
    double of(Summary window, double steps) {
      return (double) window.count();
    }
  },
  MEAN("mean", "arithmetic mean") {
    @Override
    double of(Summary window, double steps) {
      Moments moments = window.moments();
      return (double) moments.sum() / ((double) moments.count() * steps);
    }
  },
  SD("sd", "sample standard deviation (n - 1); absent under two readings") {
    @Override
    double of(Summary window, double steps) {
      double n = (double) window.count();
      return Math.sqrt(window.moments().spread() / (n * (n - 1))) / steps;
    }
  },
  MIN("min", "smallest value") {
    @Override
    double of(Summary window, double steps) {
      return (double) window.moments().min() / steps;
    }
  },
  MAX("max", "largest value") {
    @Override
    double of(Summary window, double steps) {
      return (double) window.moments().max() / steps;
    }
  },
  SLOPE("slope", "least-squares slope over measured time; absent under two distinct times") {
    @Override
    String unit(VitalSign vital) {
      return vital.unit() + "/h";
    }

    @Override
    double of(Summary window, double steps) {
      Moments moments = window.moments();
      return moments.covariation() / moments.timeSpread() * SECONDS_PER_HOUR / steps;
    }
  },
  LOWER_QUARTILE("q1", "value at rank ceil(n/4)" + Text.QUANTILE) {
    @Override
    String text(VitalSign vital, Window window) {
      return quantileText(vital, window);
    }

    @Override
    double of(Summary window, double steps) {
      return (double) window.quartile(1) / steps;
    }
  },
  MEDIAN("median", "value at rank ceil(n/2)" + Text.QUANTILE) {
    @Override
    String text(VitalSign vital, Window window) {
      return quantileText(vital, window);
    }

    @Override
    double of(Summary window, double steps) {
      return (double) window.quartile(2) / steps;
    }
  },
  UPPER_QUARTILE("q3", "value at rank ceil(3n/4)" + Text.QUANTILE) {
    @Override
    String text(VitalSign vital, Window window) {
      return quantileText(vital, window);
    }

    @Override
    double of(Summary window, double steps) {
      return (double) window.quartile(3) / steps;
    }
  },
  OUTSIDE("outside", "share of the time outside the limits") {
    @Override
    String unit(VitalSign vital) {
      return "1";
    }

    @Override
    String text(VitalSign vital, Window window) {
      return super.text(vital, window)
          + ' '
          + Limits.text(vital)
          + (window.cellSeconds() == 0
              ? ": of its readings"
              : ": mean of the shares of the readings of each cell that has any");
    }

    @Override
    boolean isDefinedFor(VitalSign vital) {
      return Limits.of(vital).any();
    }

    @Override
    double of(Summary window, double steps) {
      return window.outside();
    }
  },
  GAP("gap", "longest time without a reading") {
    @Override
    String unit(VitalSign vital) {
      return "s";
    }

    @Override
    String text(VitalSign vital, Window window) {
      return super.text(vital, window)
          + (window.cellSeconds() == 0
              ? ": from the window's begin to the first, between two, from the last to now"
              : ": longest run of cells without any, the one that holds now not counted");
    }

    @Override
    double of(Summary window, double steps) {
      return (double) window.longestGap();
    }
  },
  COVERAGE("coverage", "share of the time that has a reading, at most 1") {
    @Override
    String unit(VitalSign vital) {
      return "1";
    }

    @Override
    String text(VitalSign vital, Window window) {
      return super.text(vital, window)
          + (window.cellSeconds() == 0 ? ": by whole seconds" : ": by cells");
    }

    @Override
    double of(Summary window, double steps) {
      return window.coverage();
    }
  },
  CHANGE("masd", "mean absolute successive difference") {
    @Override
    String text(VitalSign vital, Window window) {
      return super.text(vital, window)
          + (window.cellSeconds() == 0
              ? " of readings, in the order of measured second and sensor; absent under two"
              : " of the means of cells that have any; absent under two");
    }

    @Override
    double of(Summary window, double steps) {
      return window.meanAbsoluteDifference() / steps;
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

  /** The definition, without the rule of which readings belong to the window. */
  String text(VitalSign vital, Window window) {
    return text;
  }

  /** UCUM unit of this statistic of the vital sign. */
  String unit(VitalSign vital) {
    return vital.unit();
  }

  /** Whether there is such a feature of the vital sign. */
  boolean isDefinedFor(VitalSign vital) {
    return true;
  }

  /**
   * The statistic in its unit; NaN where it isn't defined.
   *
   * @param window of at least one reading
   * @param steps how many steps of precision the vital sign's unit has, a power of ten
   */
  abstract double of(Summary window, double steps);

  String quantileText(VitalSign vital, Window window) {
    Scale scale = Scale.of(vital);
    return window.cellSeconds() == 0
        ? text
        : text
            + ", of values rounded to multiples of "
            + vital.toDecimal(scale.binWidth()).toPlainString()
            + ' '
            + vital.unit()
            + ", but never beyond the smallest and largest";
  }

  /** Constants of an enum can't be used by its entries. */
  private static final class Text {
    static final String QUANTILE = " of the n sorted values (Hyndman and Fan 1996, type 1)";

    private Text() {}
  }
}
