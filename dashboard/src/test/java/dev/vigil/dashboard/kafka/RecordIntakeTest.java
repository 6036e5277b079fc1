package dev.vigil.dashboard.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.dashboard.ward.WardView;
import dev.vigil.schemas.ContextChange;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.LogRecord;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.PatientContext.Status;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the board makes of records that it can't take. */
class RecordIntakeTest {
  private static final long NOW = 1_772_000_000L;

  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final WardView view = new WardView();
  private final RecordIntake intake = new RecordIntake(view, Ticks.World.RECORDED, meters);
  private long offset;

  /** The thread that feeds all boards ended, and they went on showing what they had. */
  @Test
  void recordThatCannotBe_isCounted_andTheNextIsTaken() {
    intake.take(new ConsumerRecord<>(Topics.EPISODES, 0, offset++, null, null));
    intake.take(record(Topics.PATIENTS, RecordType.READINGS, null));
    take(RecordType.CONTEXT, context());

    assertThat(meters.counter("vigil_board_unreadable_total").count()).isEqualTo(2);
    assertThat(view.find("p1")).isNotNull();
  }

  private void take(RecordType type, LogRecord of) {
    intake.take(record(Topics.PATIENTS, type, LogCodec.encode(of)));
  }

  private ConsumerRecord<byte[], byte[]> record(
      String topic, RecordType type, byte @Nullable [] value) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(topic, 0, offset++, "p1".getBytes(UTF_8), value);
    record.headers().add(RecordType.HEADER, type.wireName().getBytes(UTF_8));
    return record;
  }

  private static ContextChange context() {
    return new ContextChange(
        new PatientContext(
            "p1",
            1,
            Status.ADMITTED,
            Origin.DEMO,
            "A",
            "3",
            70,
            null,
            null,
            1,
            new TreeMap<>(),
            List.of(),
            MonitoringPlan.NONE,
            NOW - 60,
            null,
            "nurse",
            "test"));
  }
}
