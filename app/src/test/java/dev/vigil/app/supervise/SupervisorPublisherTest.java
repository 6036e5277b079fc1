package dev.vigil.app.supervise;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.Json;
import dev.vigil.schemas.SupervisorState;
import dev.vigil.schemas.SupervisorState.JobState;
import dev.vigil.schemas.Topics;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class SupervisorPublisherTest {
  private final Map<String, JobState> states = new TreeMap<>();
  private boolean held = true;
  private final MockProducer<byte[], byte[]> kafka =
      new MockProducer<>(true, null, new ByteArraySerializer(), new ByteArraySerializer());
  private final SupervisorPublisher publisher =
      new SupervisorPublisher(new Jobs(), () -> held, () -> 1_000, 60, kafka);

  private final class Jobs extends NoJobs {
    @Override
    public Map<String, JobState> states() {
      return states;
    }
  }

  /** Two would say how jobs do, one of them of before. */
  @Test
  void supervisorWithoutItsLease_saysNothing() throws Exception {
    JobState runs = new JobState("RUNNING", "", List.of());
    states.put("alerts", runs);

    publisher.publish();
    held = false;
    publisher.publish();

    assertThat(kafka.history()).hasSize(1);
    assertThat(kafka.history().get(0).topic()).isEqualTo(Topics.SUPERVISION);
    assertThat(new String(kafka.history().get(0).key(), UTF_8)).isEqualTo(SupervisorState.KEY);
    assertThat(Json.decode(kafka.history().get(0).value(), SupervisorState.class))
        .isEqualTo(
            new SupervisorState(
                1_000, 60, new TreeMap<>(Map.of("alerts", runs)), new TreeMap<>(), null));
  }

  /** That there is no job would end all that was said of jobs before. */
  @Test
  void supervisorThatHasJustStarted_saysNothing_beforeItKnowsWhatShouldRun() throws Exception {
    publisher.publish();

    assertThat(kafka.history()).isEmpty();
  }
}
