package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.vigil.models.features.FeatureFold;
import dev.vigil.schemas.Reading;
import dev.vigil.system.FoldedRecording.End;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * Real recordings in the order in which they were recorded, and with each reading up to 24 h late,
 * end in the same state, byte for byte, and in the same vector.
 */
class RecordedDisorderTest {
  /** From this module's folder; `../shared/data` from the project's. */
  private static final Path DATA =
      Path.of(System.getenv().getOrDefault("VIGIL_DATA", "../../../shared/data"));

  private static final long[] SEEDS = {1, 2, 3};
  private static final int DAY_SECONDS = 86_400;
  private static final int HOUR_SECONDS = 3_600;

  @Test
  void sepsisRecording_inRandomOrders_endsInTheSameState() {
    Path folder = there(DATA.resolve("cinc2019-sepsis"));

    int compared = compare(RecordedReadings.sepsis(folder, 300), HOUR_SECONDS);

    assertThat(compared).isGreaterThan(280);
  }

  @Test
  void icuRecording_inRandomOrders_endsInTheSameState() throws IOException {
    Path archive = there(DATA.resolve("cinc2012-icu/set-a.tar.gz"));

    int compared = compare(RecordedReadings.icu(archive, 200), HOUR_SECONDS);

    assertThat(compared).isGreaterThan(180);
  }

  @Test
  void monitorRecording_inRandomOrders_endsInTheSameState() throws IOException {
    Path file = there(DATA.resolve("mimic2-numerics/s00001-2896-10-10-00-31n.csv"));

    int compared = compare(List.of(RecordedReadings.monitor(file)), 600);

    assertThat(compared).isEqualTo(1);
  }

  private static Path there(Path recording) {
    assumeTrue(
        Files.exists(recording), () -> "left out: " + recording + " is not there (set VIGIL_DATA)");
    return recording;
  }

  /**
   * Compares the patients one by one.
   *
   * @param batchSeconds how often what is late comes in
   * @return how many there were without a silence after which a patient is forgotten
   */
  private static int compare(List<List<Reading>> patients, int batchSeconds) {
    int compared = 0;
    for (List<Reading> recorded : patients) {
      List<SortedMap<Long, List<Reading>>> orders = new ArrayList<>();
      orders.add(asRecorded(recorded));
      for (long seed : SEEDS) {
        orders.add(late(recorded, batchSeconds, seed));
      }
      if (orders.stream().allMatch(RecordedDisorderTest::isNeverForgotten)) {
        long end = orders.get(0).lastKey() + 1;
        End expected = FoldedRecording.of(orders.get(0), end);
        for (SortedMap<Long, List<Reading>> order : orders) {
          assertThat(FoldedRecording.of(order, end)).isEqualTo(expected);
        }
        compared++;
      }
    }
    return compared;
  }

  private static boolean isNeverForgotten(SortedMap<Long, List<Reading>> batches) {
    long before = Long.MAX_VALUE;
    for (long stamp : batches.keySet()) {
      if (stamp - before >= FeatureFold.KEPT_SECONDS) {
        return false;
      }
      before = stamp;
    }
    return !batches.isEmpty();
  }

  /** Each reading comes in as soon as it was measured, or after what stands before it. */
  private static SortedMap<Long, List<Reading>> asRecorded(List<Reading> recorded) {
    SortedMap<Long, List<Reading>> batches = new TreeMap<>();
    long stamp = Long.MIN_VALUE;
    for (Reading reading : recorded) {
      stamp = Math.max(stamp, reading.measured());
      batches.computeIfAbsent(stamp, unseen -> new ArrayList<>()).add(reading);
    }
    return batches;
  }

  /**
   * Each reading comes in with some batch of the day after it, and in a batch in any order; but of
   * two values of one identity the first stands, so these keep their order.
   */
  private static SortedMap<Long, List<Reading>> late(
      List<Reading> recorded, int batchSeconds, long seed) {
    Random random = new Random(seed);
    Map<String, Integer> delays = new HashMap<>();
    SortedMap<Long, TreeMap<Integer, List<Reading>>> shuffled = new TreeMap<>();
    long end = recorded.stream().mapToLong(Reading::measured).max().orElse(0);
    for (Reading reading : recorded) {
      String identity = reading.vital() + '|' + reading.sensor() + '|' + reading.measured();
      int delay =
          delays.computeIfAbsent(identity, unseen -> random.nextInt(DAY_SECONDS - batchSeconds));
      long due = reading.measured() + delay;
      long stamp = Math.min(end, due + Math.floorMod(-due, (long) batchSeconds));
      shuffled
          .computeIfAbsent(stamp, unseen -> new TreeMap<>())
          .computeIfAbsent(31 * delay % 1_009, unseen -> new ArrayList<>())
          .add(reading);
    }
    SortedMap<Long, List<Reading>> batches = new TreeMap<>();
    shuffled.forEach(
        (stamp, keyed) ->
            batches.put(stamp, keyed.values().stream().flatMap(List::stream).toList()));
    return batches;
  }
}
