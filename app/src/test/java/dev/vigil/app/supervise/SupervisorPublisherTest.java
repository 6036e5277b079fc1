package dev.vigil.app.supervise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.Json;
import dev.vigil.schemas.SupervisorState;
import dev.vigil.schemas.Topics;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class SupervisorPublisherTest {
  private boolean held = true;
  private final MockProducer<byte[], byte[]> kafka =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());

  /** Two would say how jobs do, one of them of before. */
  @Test
  void supervisorWithoutItsLease_saysNothing() throws Exception {
    try (SupervisorPublisher publisher =
        new SupervisorPublisher(new NoJobs(), () -> held, () -> 1_000, 60, kafka)) {
      publisher.publish();
      held = false;
      publisher.publish();

      assertThat(kafka.history()).hasSize(1);
      assertThat(kafka.history().get(0).topic()).isEqualTo(Topics.SUPERVISION);
      assertThat(new String(kafka.history().get(0).key(), UTF_8)).isEqualTo(SupervisorState.KEY);
      assertThat(Json.decode(kafka.history().get(0).value(), SupervisorState.class))
          .isEqualTo(new SupervisorState(1_000, 60, new TreeMap<>(), new TreeMap<>(), null));
    }
  }
}
