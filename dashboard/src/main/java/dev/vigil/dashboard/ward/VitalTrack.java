package dev.vigil.dashboard.ward;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.Reading;
import dev.vigil.schemas.VitalSign;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * One vital sign of one patient on the board: its latest value and a thinned trail for the
 * sparkline. Both depend on which readings came, not on their order: of each identity the highest
 * version stands, the {@value #IDENTITIES} newest identities are kept, and the trail has the newest
 * identity of each of the newest {@value #POINTS} stretches of {@value #STRETCH_SECONDS} s.
 */
final class VitalTrack {
  static final int IDENTITIES = 16;
  static final int POINTS = 60;
  static final int STRETCH_SECONDS = 10;

  private final VitalSign vital;
  private final TrackCells newest = new TrackCells(IDENTITIES);
  private final TrackCells stretches = new TrackCells(POINTS);

  VitalTrack(VitalSign vital) {
    this.vital = requireNonNull(vital, "vital is null");
  }

  /** What a reading did to the picture. */
  enum Effect {
    NONE,
    /** It is the new latest value; a reader appends it to the trail. */
    APPENDED,
    /** It changed something older, a correction for example: a reader takes the whole trail. */
    REWRITTEN
  }

  Effect add(Reading reading, long received) {
    int size = newest.size();
    boolean last = size == 0 || newest.compare(size - 1, reading) < 0;
    boolean inLatest = putNewest(reading, received);
    boolean inTrail = putStretch(reading, received);
    if (!inLatest && !inTrail) {
      return Effect.NONE;
    }
    boolean stands = reading.status() != Reading.Status.WITHDRAWN;
    return last && stands ? Effect.APPENDED : Effect.REWRITTEN;
  }

  private boolean putNewest(Reading reading, long received) {
    int index = newest.firstSince(reading);
    if (index == newest.size() || newest.compare(index, reading) != 0) {
      return newest.insert(index, reading, received);
    }
    return putIfLater(newest, index, reading, received);
  }

  private boolean putStretch(Reading reading, long received) {
    long begin = stretch(reading.measured()) * STRETCH_SECONDS;
    int index = stretches.firstSince(begin);
    if (index == stretches.size() || stretches.measured(index) >= begin + STRETCH_SECONDS) {
      return stretches.insert(index, reading, received);
    }
    int order = stretches.compare(index, reading);
    if (order < 0) {
      stretches.set(index, reading, received);
    }
    return order < 0 || (order == 0 && putIfLater(stretches, index, reading, received));
  }

  private static boolean putIfLater(TrackCells cells, int index, Reading reading, long received) {
    boolean later = cells.isReplacedBy(index, reading);
    if (later) {
      cells.set(index, reading, received);
    }
    return later;
  }

  private static long stretch(long second) {
    return Math.floorDiv(second, (long) STRETCH_SECONDS);
  }

  /** As the wire has it; without the trail where the reader can append the value itself. */
  VitalView view(boolean withTrail) {
    int latest = newest.size() - 1;
    while (latest >= 0 && !newest.stands(latest)) {
      latest--;
    }
    List<List<Number>> trail = withTrail ? trail() : null;
    return latest < 0
        ? new VitalView(null, null, null, null, trail)
        : new VitalView(
            value(newest, latest),
            newest.measured(latest),
            newest.received(latest),
            newest.sensor(latest),
            trail);
  }

  private List<List<Number>> trail() {
    List<List<Number>> points = new ArrayList<>(stretches.size());
    for (int i = 0; i < stretches.size(); i++) {
      if (stretches.stands(i)) {
        points.add(List.of(stretches.measured(i), value(stretches, i)));
      }
    }
    return points;
  }

  private BigDecimal value(TrackCells cells, int index) {
    return vital.toDecimal(cells.value(index));
  }
}
