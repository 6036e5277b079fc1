package dev.vigil.dashboard.ward;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.Reading;
import dev.vigil.schemas.VitalSign;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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
  private final NavigableMap<Identity, Cell> newest = new TreeMap<>();
  private final NavigableMap<Long, Cell> stretches = new TreeMap<>();

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

  private record Identity(long measured, String sensor) implements Comparable<Identity> {
    private static final Comparator<Identity> ORDER =
        Comparator.comparingLong(Identity::measured).thenComparing(Identity::sensor);

    @Override
    public int compareTo(Identity other) {
      return ORDER.compare(this, other);
    }
  }

  private record Cell(Identity identity, Reading reading, long received) {
    boolean stands() {
      return reading.status() != Reading.Status.WITHDRAWN;
    }

    /** A later version of the same identity replaces, the same one is a duplicate or conflict. */
    boolean replaces(@Nullable Cell old) {
      return old == null || old.reading.version() < reading.version();
    }
  }

  Effect add(Reading reading, long received) {
    Identity identity = new Identity(reading.measured(), reading.sensor());
    Cell cell = new Cell(identity, reading, received);
    boolean last = newest.isEmpty() || identity.compareTo(newest.lastKey()) > 0;
    boolean inLatest = putNewest(cell);
    boolean inTrail = putStretch(cell);
    if (!inLatest && !inTrail) {
      return Effect.NONE;
    }
    return last && cell.stands() ? Effect.APPENDED : Effect.REWRITTEN;
  }

  private boolean putNewest(Cell cell) {
    if (!cell.replaces(newest.get(cell.identity))) {
      return false;
    }
    newest.put(cell.identity, cell);
    if (newest.size() > IDENTITIES) {
      newest.pollFirstEntry();
    }
    return newest.containsKey(cell.identity);
  }

  private boolean putStretch(Cell cell) {
    long stretch = Math.floorDiv(cell.identity.measured, (long) STRETCH_SECONDS);
    Cell old = stretches.get(stretch);
    int newer = old == null ? 1 : cell.identity.compareTo(old.identity);
    if (newer < 0 || (newer == 0 && !cell.replaces(old))) {
      return false;
    }
    stretches.put(stretch, cell);
    if (stretches.size() > POINTS) {
      stretches.pollFirstEntry();
    }
    return stretches.containsKey(stretch);
  }

  /** As the wire has it; without the trail where the reader can append the value itself. */
  VitalView view(boolean withTrail) {
    Cell latest = null;
    for (Cell cell : newest.descendingMap().values()) {
      if (cell.stands()) {
        latest = cell;
        break;
      }
    }
    List<List<Number>> trail = withTrail ? trail() : null;
    return latest == null
        ? new VitalView(null, null, null, null, trail)
        : new VitalView(
            value(latest),
            latest.identity.measured,
            latest.received,
            latest.identity.sensor,
            trail);
  }

  private List<List<Number>> trail() {
    List<List<Number>> points = new ArrayList<>(stretches.size());
    for (Cell cell : stretches.values()) {
      if (cell.stands()) {
        points.add(List.of(cell.identity.measured, value(cell)));
      }
    }
    return points;
  }

  private BigDecimal value(Cell cell) {
    return vital.toDecimal(cell.reading.value());
  }
}
