package dev.vigil.models.evaluation;

import java.util.List;

/**
 * How far two agree on when an alert is open, in hours of each patient. Source: Cohen: A
 * Coefficient of Agreement for Nominal Scales, Educational and Psychological Measurement 20:37-46,
 * 1960.
 */
final class AgreementStatistic implements Statistic {
  private final int[] both;
  private final int[] onlyOne;
  private final int[] onlyOther;
  private final int[] neither;

  private AgreementStatistic(int patients) {
    both = new int[patients];
    onlyOne = new int[patients];
    onlyOther = new int[patients];
    neither = new int[patients];
  }

  static AgreementStatistic of(List<AlertCourse> one, List<AlertCourse> other) {
    AgreementStatistic counts = new AgreementStatistic(one.size());
    for (int patient = 0; patient < one.size(); patient++) {
      boolean[] ofOne = one.get(patient).open();
      boolean[] ofOther = other.get(patient).open();
      for (int row = 0; row < ofOne.length; row++) {
        counts.of(ofOne[row], ofOther[row])[patient]++;
      }
    }
    return counts;
  }

  private int[] of(boolean ofOne, boolean ofOther) {
    if (ofOne) {
      return ofOther ? both : onlyOne;
    }
    return ofOther ? onlyOther : neither;
  }

  /** Hours in which both, only the one, only the other and none has an alert. */
  long[] hours(int[] weights) {
    return new long[] {
      Resampling.sum(both, weights),
      Resampling.sum(onlyOne, weights),
      Resampling.sum(onlyOther, weights),
      Resampling.sum(neither, weights)
    };
  }

  /** Kappa; NaN where chance alone makes both agree always. */
  @Override
  public double[] of(int[] weights) {
    long[] hours = hours(weights);
    double all = hours[0] + hours[1] + hours[2] + hours[3];
    double observed = (hours[0] + hours[3]) / all;
    double ofOne = (hours[0] + hours[1]) / all;
    double ofOther = (hours[0] + hours[2]) / all;
    double byChance = ofOne * ofOther + (1 - ofOne) * (1 - ofOther);
    return new double[] {byChance == 1 ? Double.NaN : (observed - byChance) / (1 - byChance)};
  }
}
