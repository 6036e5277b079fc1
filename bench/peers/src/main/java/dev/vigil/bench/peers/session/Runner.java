package dev.vigil.bench.peers.session;

import dev.vigil.bench.peers.side.Side;
import dev.vigil.bench.peers.work.WindowWork;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** A side that is measured: its process and its lane. */
final class Runner implements AutoCloseable {
  private static final double MILLION = 1e6;
  private static final double NANOS_A_SECOND = 1e9;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** A run's length in the ward's time, to begin with and at most. */
  private static final int SHORTEST_RUN_SECONDS = 15;

  private static final int LONGEST_RUN_SECONDS = 7_200;

  private final Lane lane;
  private final SideProcess process;
  private int runSeconds = SHORTEST_RUN_SECONDS;

  private Runner(Lane lane, SideProcess process) {
    this.lane = lane;
    this.process = process;
  }

  static Runner start(Side side, Broker broker, String name, WindowWork work, Path folder)
      throws IOException, InterruptedException {
    Lane lane = new Lane(broker, name, work, PATIENCE);
    return new Runner(lane, SideProcess.start(side, lane.settings(), folder.resolve(name)));
  }

  /** Runs a stretch of the ward's time whose results have to be right. */
  void check(int seconds) throws StalledException, WrongResultException {
    lane.check(seconds);
  }

  /** Runs for so long as the rounds say, and until one run costs enough to be measured. */
  void warmUp(Rounds rounds) throws StalledException {
    Duration left = rounds.warmUp();
    while (true) {
      Duration before = process.cpu();
      lane.run(runSeconds);
      Duration spent = process.cpu().minus(before);
      left = left.minus(spent);
      if (spent.compareTo(rounds.run()) < 0 && runSeconds < LONGEST_RUN_SECONDS) {
        runSeconds *= 2;
      } else if (left.isNegative()) {
        return;
      }
    }
  }

  /** CPU-seconds per million readings, of one run. */
  double cost() throws StalledException {
    Duration before = process.cpu();
    long readings = lane.run(runSeconds);
    Duration spent = process.cpu().minus(before);
    return (double) spent.toNanos() / NANOS_A_SECOND / ((double) readings / MILLION);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    lane.close();
    process.close();
  }
}
