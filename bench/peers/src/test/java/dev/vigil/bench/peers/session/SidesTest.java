package dev.vigil.bench.peers.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.bench.peers.side.Side;
import dev.vigil.bench.peers.work.HoppingWindow;
import dev.vigil.bench.peers.work.Ward;
import dev.vigil.bench.peers.work.WindowMoments;
import dev.vigil.bench.peers.work.WindowWork;
import dev.vigil.bench.peers.work.Wire;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Each side at work in this process, on a real broker: every result is compared with what is right.
 */
class SidesTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Both kinds at once: those that move by a second and one that doesn't overlap. */
  private static final WindowWork WORK =
      new WindowWork(
          new Ward(3),
          List.of(new HoppingWindow(5, 1), new HoppingWindow(20, 1), new HoppingWindow(40, 40)));

  @TempDir static Path folder;
  private static Broker broker;

  @BeforeAll
  static void startBroker() {
    broker = Broker.start(folder);
  }

  @AfterAll
  static void stopBroker() {
    broker.close();
  }

  @ParameterizedTest
  @EnumSource
  void results_areRight_andGoOn(Side side) throws Exception {
    try (Lane lane = new Lane(broker, side.label(), WORK, PATIENCE);
        Side.Running running = side.start(lane.settings())) {
      long first = lane.check(150);
      long second = lane.check(60);

      assertThat(first).isGreaterThan(second).isLessThanOrEqualTo(150 * 3 * Ward.VITALS);
    }
  }

  @Test
  void processOfASide_costsCpuTime_andEnds() throws Exception {
    try (Runner runner = Runner.start(Side.HAZELCAST_JET, broker, "forked", WORK, folder)) {
      runner.check(100);

      assertThat(runner.cost()).isPositive();
    }
  }

  @Test
  void wrongResult_isFound() throws Exception {
    WindowMoments right = WindowWork.expected(0, 0, 5, Ward.START + 1);
    WindowMoments wrong = withCount(WindowWork.expected(0, 1, 5, Ward.START + 1), 2);

    assertThatThrownBy(() -> checkGiven("wrong", right, wrong))
        .isInstanceOf(WrongResultException.class)
        .hasMessageContaining("count=2")
        .hasMessageContaining("count=1");
  }

  @Test
  void resultThatComesTwice_isFound() {
    WindowMoments right = WindowWork.expected(0, 0, 5, Ward.START + 1);

    assertThatThrownBy(() -> checkGiven("twice", right, right))
        .isInstanceOf(WrongResultException.class);
  }

  @Test
  void sideThatGivesNothing_isGivenUp() throws Exception {
    try (Lane lane = new Lane(broker, "silent", WORK, Duration.ofMillis(100))) {
      assertThatThrownBy(() -> lane.run(60))
          .isInstanceOf(StalledException.class)
          .hasMessageContaining("silent-out")
          .hasMessageContaining("0 of");
    }
  }

  /** A lane whose side is only these results; just that many are due. */
  private static void checkGiven(String name, WindowMoments... results) throws Exception {
    WindowWork work = new WindowWork(new Ward(1), List.of(new HoppingWindow(5, 1)));
    try (Lane lane = new Lane(broker, name, work, PATIENCE)) {
      try (KafkaProducer<byte[], byte[]> side =
          new KafkaProducer<>(
              Map.of("bootstrap.servers", broker.bootstrap()),
              new ByteArraySerializer(),
              new ByteArraySerializer())) {
        for (WindowMoments result : results) {
          side.send(
                  new ProducerRecord<>(
                      lane.settings().output(),
                      Wire.key(result.patient(), result.vital()),
                      Wire.result(result)))
              .get();
        }
      }
      lane.check(32);
    }
  }

  private static WindowMoments withCount(WindowMoments right, long count) {
    return new WindowMoments(
        right.patient(),
        right.vital(),
        right.windowSeconds(),
        right.end(),
        count,
        right.sum(),
        right.sumOfSquares(),
        right.min(),
        right.max());
  }
}
