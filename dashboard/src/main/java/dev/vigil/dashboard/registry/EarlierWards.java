package dev.vigil.dashboard.registry;

import dev.vigil.dashboard.burden.CallBook;
import dev.vigil.schemas.EarlierWard;
import dev.vigil.schemas.PatientContext;
import java.util.ArrayList;
import java.util.List;

/** Where a patient was before: as far back as calls of alerts are counted. */
final class EarlierWards {
  private static final long KEPT_SECONDS = CallBook.LONGEST_HOURS * 3_600L;

  /** Nobody is moved so often in three days; a bound all the same. */
  private static final int MOST = 50;

  private EarlierWards() {}

  /**
   * Those of a patient who leaves the present ward.
   *
   * @param until when the present ward ended, whole seconds since the epoch
   * @param now whole seconds since the epoch
   */
  static List<EarlierWard> after(PatientContext left, long until, long now) {
    List<EarlierWard> earlier = new ArrayList<>(left.earlier());
    if (until > left.wardSince()) {
      earlier.add(new EarlierWard(left.ward(), left.wardSince(), until));
    }
    earlier.removeIf(ward -> ward.until() <= now - KEPT_SECONDS);
    return earlier.subList(Math.max(0, earlier.size() - MOST), earlier.size());
  }
}
