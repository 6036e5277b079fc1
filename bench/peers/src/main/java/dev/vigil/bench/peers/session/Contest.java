package dev.vigil.bench.peers.session;

import dev.vigil.bench.peers.side.Side;
import dev.vigil.bench.peers.work.HoppingWindow;
import dev.vigil.bench.peers.work.Ward;
import dev.vigil.bench.peers.work.WindowWork;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What the sides are compared in.
 *
 * @param suffix of its measures' names
 * @param text for people, after the name of a side
 * @param work what they compute
 * @param target Vigil costs at most so many times as much as the best peer
 */
record Contest(String suffix, String text, WindowWork work, double target) {
  private static final int[] LENGTHS = {60, 300, 3_600};

  /** An hour to fill the longest window, and what is held back for late readings. */
  private static final int FULL_SECONDS = 3_600 + 2 * Ward.LATENESS_SECONDS;

  private static final int SHORT_SECONDS = 120;

  /** Windows that move on by a second. */
  static Contest sliding() {
    return new Contest("", "windows that move by 1 s", work(20, true), 0.5);
  }

  /** Windows that don't overlap; more patients, for each costs so little. */
  static Contest slideSize() {
    return new Contest("_slide_size", "windows that move by their length", work(200, false), 1.0);
  }

  /**
   * How much of the ward's time a side has to get right before it is measured: so much that all
   * windows are full, which cost the most.
   */
  int checkedSeconds(Side side, boolean quick) {
    boolean sliding = suffix.isEmpty();
    // Kafka Streams changes 3,600 windows for each reading however full they are: an hour of it
    // would take longer than everything else together.
    return sliding && (quick || side == Side.KAFKA_STREAMS) ? SHORT_SECONDS : FULL_SECONDS;
  }

  private static WindowWork work(int patients, boolean sliding) {
    List<HoppingWindow> windows =
        IntStream.of(LENGTHS)
            .mapToObj(length -> new HoppingWindow(length, sliding ? 1 : length))
            .toList();
    return new WindowWork(new Ward(patients), windows);
  }
}
