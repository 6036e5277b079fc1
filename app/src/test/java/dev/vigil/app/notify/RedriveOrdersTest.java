package dev.vigil.app.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.technical.DeliveryDesk;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.RedriveRequest;
import dev.vigil.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a notifier does on what it is asked through the log. */
class RedriveOrdersTest {
  private final List<String> redriven = new ArrayList<>();
  private final RedriveOrders orders = new RedriveOrders(new Desk(redriven));

  @Test
  void request_isDoneOnce_thoughItIsReadTwice() {
    byte[] request =
        Json.encode(new RedriveRequest("r-1", "email", List.of("a/1", "a/2"), 5, null));

    orders.take(record(request));
    orders.take(record(request));
    assertThat(redriven).containsExactly("email a/1", "email a/2");

    orders.take(record(Json.encode(new RedriveRequest("r-2", "email", List.of("a/1"), 6, null))));
    assertThat(redriven).as("asked once more").hasSize(3);
  }

  @Test
  void whatIsToBeClosed_isClosed_inTheNameOfWhoeverDecidedIt() {
    RedriveRequest.Closing closing = new RedriveRequest.Closing("kim", "told by phone");
    orders.take(record(Json.encode(new RedriveRequest("r-3", "fhir", List.of("a/1"), 5, closing))));

    assertThat(redriven).containsExactly("closed fhir a/1 kim: told by phone");
  }

  @Test
  void whatIsNoRequest_endsNothing() {
    orders.take(record("{".getBytes(UTF_8)));
    orders.take(record(null));
    orders.take(record(Json.encode(new RedriveRequest("r-1", "email", List.of("a/1"), 5, null))));

    assertThat(redriven).containsExactly("email a/1");
  }

  private static ConsumerRecord<byte[], byte[]> record(byte @Nullable [] value) {
    return new ConsumerRecord<>(Topics.REDRIVES, 0, 0, "r".getBytes(UTF_8), value);
  }

  private record Desk(List<String> redriven) implements DeliveryDesk {
    @Override
    public List<Row> rows(boolean failedOnly) {
      return List.of();
    }

    @Override
    public Redriven redrive(@Nullable String channel, @Nullable String key, Caller by) {
      assertThat(by.wards()).as("all wards: the server has looked").isNull();
      redriven.add(channel + " " + key);
      return new Redriven(1, 0);
    }

    @Override
    public Closed close(@Nullable String channel, @Nullable String key, String why, Caller by) {
      redriven.add("closed " + channel + " " + key + " " + by.name() + ": " + why);
      return new Closed(1, 0);
    }
  }
}
