package dev.vigil.models.training;

/**
 * What a warning is worth at a row: above 0 it should be given, below 0 it should not, and by its
 * size the row weighs in training. So a model learns to warn where it is useful, not to tell who
 * will once be ill.
 */
public enum AlarmWorth {
  /** Each row counts the same: a warning belongs where the label is. */
  EVEN {
    @Override
    double of(TrainingTable.Row row) {
      return row.label() ? 1 : -1;
    }
  },
  /**
   * The difference that a warning makes to the utility of the PhysioNet/CinC Challenge 2019 (Reyna
   * et al. 2020, Crit Care Med 48:210, figure 1): up to 2 shortly after the onset of sepsis, which
   * is 6 h after the first labelled row, 1 from 6 h before it, falling to 0 at 12 h before; -0.05
   * anywhere else, 0 later than 3 h after.
   */
  SEPSIS_UTILITY {
    @Override
    double of(TrainingTable.Row row) {
      if (row.sinceLabel() == TrainingRow.NEVER) {
        return FALSE_ALARM;
      }
      double hours = row.sinceLabel() / SECONDS_PER_HOUR; // t - (t_sepsis - 6)
      if (hours > OPTIMAL + LATE) {
        return 0;
      }
      return hours <= 0
          ? Math.max((hours + OPTIMAL) / OPTIMAL, FALSE_ALARM)
          : (OPTIMAL + LATE - hours) / (OPTIMAL + LATE) + 2 * hours / (OPTIMAL + LATE);
    }
  };

  private static final double SECONDS_PER_HOUR = 3_600;
  private static final double FALSE_ALARM = -0.05;

  /** Hours before the onset at which a warning is worth most; as many before that it begins to. */
  private static final double OPTIMAL = 6;

  /** Hours after the onset until which a warning is of use. */
  private static final double LATE = 3;

  abstract double of(TrainingTable.Row row);
}
