package dev.vigil.models.training;

import dev.vigil.models.evaluation.LabelledStay;
import dev.vigil.models.evaluation.SepsisUtility;

/**
 * What a warning is worth at a row: above 0 it should be given, below 0 it should not, and by its
 * size the row weighs in training. So a model learns to warn where it is useful, not to tell who
 * will once be ill.
 */
public enum AlarmWorth {
  /** Each row counts the same: a warning belongs where the label is. */
  EVEN {
    @Override
    public double of(boolean label, long sinceLabel) {
      return label ? 1 : -1;
    }

    @Override
    double weight(TrainingTable.Row row) {
      return 1;
    }
  },
  /**
   * Each row counts the same, and the threshold is where about as many are missed as are warned of
   * in vain: there the lower of sensitivity and positive predictive value is highest, the score of
   * event 1 of the PhysioNet Challenge 2012. Where dying is rare, {@link #EVEN} would warn of
   * nobody. Source: Silva et al., Comput Cardiol 39:245-248, 2012.
   */
  BALANCED {
    @Override
    public double of(boolean label, long sinceLabel) {
      return EVEN.of(label, sinceLabel);
    }

    @Override
    double weight(TrainingTable.Row row) {
      return 1;
    }

    @Override
    public DecisionThreshold threshold(double[] probabilities, double[] worths) {
      return DecisionThreshold.balanced(probabilities, worths);
    }
  },
  /**
   * The difference that a warning makes to {@link SepsisUtility}: up to 2 shortly after the onset
   * of sepsis, which is 6 h after the first labelled row, 1 from 6 h before it, falling to 0 at 12
   * h before; -0.05 anywhere else, 0 later than 3 h after.
   */
  SEPSIS_UTILITY {
    @Override
    public double of(boolean label, long sinceLabel) {
      boolean never = sinceLabel == TrainingRow.NEVER;
      int hours = never ? 0 : (int) Math.floorDiv(sinceLabel, SECONDS_PER_HOUR);
      int onset = never ? LabelledStay.NO_ONSET : LabelledStay.SEPSIS_LABEL_AHEAD;
      return SepsisUtility.ofRow(hours, onset, true) - SepsisUtility.ofRow(hours, onset, false);
    }

    @Override
    double weight(TrainingTable.Row row) {
      return Math.abs(of(row)) / USUAL_WORTH;
    }
  };

  /** A row of a patient without sepsis counts as one. */
  private static final double USUAL_WORTH = 0.05;

  private static final long SECONDS_PER_HOUR = 3_600;

  /**
   * What a warning is worth at a row.
   *
   * @param label of the row
   * @param sinceLabel seconds since the patient's first row that has the label, negative before it;
   *     {@link TrainingRow#NEVER} if none has
   */
  public abstract double of(boolean label, long sinceLabel);

  /**
   * The threshold of decisions on rows whose truth is known: that of the highest worth.
   *
   * @param probabilities of each row
   * @param worths of a warning at each row
   */
  public DecisionThreshold threshold(double[] probabilities, double[] worths) {
    return DecisionThreshold.of(probabilities, worths);
  }

  /** What a warning is worth at a row. */
  final double of(TrainingTable.Row row) {
    return of(row.label(), row.sinceLabel());
  }

  /** How much a row counts in training, above 0 where a warning matters. */
  abstract double weight(TrainingTable.Row row);
}
