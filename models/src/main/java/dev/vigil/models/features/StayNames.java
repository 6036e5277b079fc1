package dev.vigil.models.features;

/**
 * Names of the features of all that was measured of a vital sign in a stay.
 *
 * @param count of readings
 * @param mean of them
 * @param min smallest value
 * @param max largest value
 * @param change of the latest value against the mean
 */
record StayNames(String count, String mean, String min, String max, String change) {
  static StayNames of(String vital) {
    return new StayNames(
        name(vital, Statistic.COUNT),
        name(vital, Statistic.MEAN),
        name(vital, Statistic.MIN),
        name(vital, Statistic.MAX),
        vital + ".change.stay");
  }

  private static String name(String vital, Statistic statistic) {
    return vital + '.' + statistic.label() + ".stay";
  }
}
