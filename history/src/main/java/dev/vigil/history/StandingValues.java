package dev.vigil.history;

import static java.util.Objects.requireNonNull;

import dev.vigil.history.HistoryStore.ValueTaker;
import java.util.List;
import java.util.PriorityQueue;

/**
 * The values of the readings that stand, for pictures: of most days nothing but time and value is
 * asked of the store. A day that holds a correction, a withdrawal, two rows of one identity, or
 * what wasn't known yet is read whole, and {@link StandingReadings} says what stands: that rule is
 * in no query.
 */
final class StandingValues {
  /** Read at once: about a day at one a second, which bounds the memory. */
  private static final long MOST_ROWS = 100_000;

  private final LineProtocolStore store;
  private final Selection asked;
  private final long received;
  private final ValueTaker taker;

  /** Days that are read at once, next; as long as they have no rows, none. */
  private Selection originals;

  private long rows;

  /**
   * Of a selection of readings of one patient and vital sign.
   *
   * @param received only what Vigil had received up to then, whole seconds since the epoch
   */
  StandingValues(LineProtocolStore store, Selection asked, long received, ValueTaker taker) {
    this.store = requireNonNull(store, "store is null");
    this.asked = requireNonNull(asked, "asked is null");
    this.originals = asked;
    this.received = received;
    this.taker = requireNonNull(taker, "taker is null");
  }

  /** Hands them over by measured time. */
  void read() throws StoreUnavailableException {
    for (ReadingDay day : store.days(asked)) {
      if (day.rows() > 0) {
        read(day);
      }
    }
    readOriginals();
  }

  private void read(ReadingDay day) throws StoreUnavailableException {
    boolean isOfOriginals = day.isOfOriginals(received);
    if (!isOfOriginals || rows + day.rows() > MOST_ROWS) {
      readOriginals();
    }
    if (isOfOriginals) {
      long first = rows == 0 ? day.firstNanos() : originals.firstNanos();
      originals = asked.within(first, day.endNanos());
      rows += day.rows();
    } else {
      readWhole(asked.within(day.firstNanos(), day.endNanos()));
    }
  }

  /** Reads the days of originals that wait for it. */
  private void readOriginals() throws StoreUnavailableException {
    if (rows == 0) {
      return;
    }
    rows = 0;
    List<SensorValues> sensors = store.values(originals);
    if (sensors.stream().allMatch(SensorValues::isOneASecond)) {
      handOver(sensors);
    } else {
      readWhole(originals);
    }
  }

  private void handOver(List<SensorValues> sensors) {
    PriorityQueue<SensorValues> queue = new PriorityQueue<>();
    sensors.stream().filter(sensor -> !sensor.isEmpty()).forEach(queue::add);
    for (SensorValues first = queue.poll(); first != null; first = queue.poll()) {
      SensorValues second = queue.peek();
      do {
        first.take(taker);
      } while (!first.isEmpty() && (second == null || first.compareTo(second) < 0));
      if (!first.isEmpty()) {
        queue.add(first);
      }
    }
  }

  private void readWhole(Selection days) throws StoreUnavailableException {
    List<ReadingRow> known =
        store.select(days, StoredRows::reading).stream()
            .filter(row -> row.received() <= received)
            .toList();
    for (ReadingRow row : StandingReadings.of(known)) {
      taker.take(row.measured(), requireNonNull(row.value(), "a reading that stands has no value"));
    }
  }
}
