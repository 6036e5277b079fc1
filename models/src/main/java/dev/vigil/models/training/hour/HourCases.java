package dev.vigil.models.training.hour;

import dev.vigil.models.hour.HourInputs;
import dev.vigil.models.hour.HourInputs.Sample;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes cases of one vital sign of one patient: at most one every three hours. */
public final class HourCases {
  private static final int AHEAD = 3600;

  /** By which what came may miss the hour. */
  private static final int TOLERANCE = 900;

  private static final int APART = 3 * 3600;

  private HourCases() {}

  /**
   * The cases.
   *
   * @param samples rising by time
   */
  public static List<HourCase> of(String patient, List<Sample> samples) {
    List<HourCase> cases = new ArrayList<>();
    long next = Long.MIN_VALUE;
    int first = 0;
    for (int i = 0; i < samples.size(); i++) {
      long now = samples.get(i).at();
      while (samples.get(first).at() <= now - HourInputs.SECONDS) {
        first++;
      }
      if (now < next) {
        continue;
      }
      Sample came = nearest(samples, i, now + AHEAD);
      HourInputs inputs = HourInputs.at(now, samples.subList(first, i + 1));
      if (came != null && inputs != null) {
        cases.add(new HourCase(patient, inputs, came.value()));
        next = now + APART;
      }
    }
    return cases;
  }

  private static @Nullable Sample nearest(List<Sample> samples, int from, long wanted) {
    Sample nearest = null;
    for (int i = from + 1; i < samples.size(); i++) {
      Sample each = samples.get(i);
      if (each.at() > wanted + TOLERANCE) {
        break;
      }
      if (each.at() >= wanted - TOLERANCE
          && (nearest == null || Math.abs(each.at() - wanted) < Math.abs(nearest.at() - wanted))) {
        nearest = each;
      }
    }
    return nearest;
  }
}
