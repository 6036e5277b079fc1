package dev.vigil.dashboard.registry;

import dev.vigil.schemas.PatientContext.DeviceAssignment;
import java.util.ArrayList;
import java.util.List;

/**
 * Which devices spoke for a patient before: what one of them measured then may come late, and would
 * else be nobody's.
 */
final class EarlierDevices {
  /** As long as the log is kept at least, three times as late as a reading may be to count. */
  private static final long KEPT_SECONDS = 72 * 3_600L;

  /** Nobody has so many devices in three days; a bound all the same. */
  private static final int MOST = 50;

  private EarlierDevices() {}

  /**
   * Those of a stay that begins, after those of the stays before.
   *
   * @param ended of the stay before, each with its end
   * @param begun of the stay that begins
   * @param now whole seconds since the epoch
   */
  static List<DeviceAssignment> before(
      List<DeviceAssignment> ended, List<DeviceAssignment> begun, long now) {
    List<DeviceAssignment> kept =
        ended.stream()
            .filter(device -> device.until() != null && device.until() > now - KEPT_SECONDS)
            .filter(device -> !begun.contains(device))
            .toList();
    List<DeviceAssignment> all =
        new ArrayList<>(kept.subList(Math.max(0, kept.size() - MOST), kept.size()));
    all.addAll(begun);
    return all;
  }
}
