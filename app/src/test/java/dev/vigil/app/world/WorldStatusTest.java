package dev.vigil.app.world;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.SupervisorState.JobState;
import dev.vigil.schemas.SupervisorState.Unread;
import dev.vigil.schemas.fold.Ticks;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class WorldStatusTest {
  private static final LogSight.Seen SEEN =
      new LogSight.Seen(
          List.of("news2:1"),
          List.of(),
          Map.of("alerts", new LogSight.Progress(990, new TreeMap<>(Map.of("used", 7L)))),
          Map.of("gateway-2", 993L));
  private static final Map<String, JobState> STATES =
      Map.of("alerts", new JobState("RUNNING", "", List.of()));

  @Test
  void whatCanBeRead_isToldAsOfNow() throws IOException {
    assertThat(told(null, Optional.empty()))
        .isEqualTo(
            json(
                "{'now':1000,'live_models':['news2:1'],'technical':[],"
                    + "'jobs':{'alerts':{'status':'RUNNING','lag_s':10,'counts':{'used':7}}},"
                    + "'gateways':{'gateway-2':{'last_sign_s':7}}}"));
  }

  @Test
  void logThatIsAway_isToldAsItWas_andNoLag() throws IOException {
    assertThat(told(new Unread(900, "away"), Optional.empty()))
        .isEqualTo(
            json(
                "{'now':1000,'unread':{'log':{'since':900,'reason':'away'}},"
                    + "'live_models':['news2:1'],'technical':[],"
                    + "'jobs':{'alerts':{'status':'RUNNING'}}}"));
  }

  @Test
  void jobsThatNobodyCompares_areToldAsTheyWere() throws IOException {
    assertThat(told(null, Optional.of(new Unread(900, "lost"))).at("/jobs/alerts"))
        .isEqualTo(json("{'as_of':900,'status':'RUNNING','lag_s':10,'counts':{'used':7}}"));
    assertThat(told(null, Optional.of(new Unread(900, "lost"))).at("/unread/jobs/since").asLong())
        .isEqualTo(900);
  }

  @Test
  void notifierElsewhere_isToldWithItsSign() throws IOException {
    ObjectNode status = Json.mapper().createObjectNode().put("now", 1_000);

    WorldStatus.tellOfNotifier(status, new FakeNotifier(Optional.of(993L), false));
    assertThat(Json.mapper().readTree(Json.encode(status.get("notifier"))))
        .isEqualTo(json("{'status':'up','last_sign_s':7}"));

    WorldStatus.tellOfNotifier(status, new FakeNotifier(Optional.of(Ticks.NONE), true));
    assertThat(Json.mapper().readTree(Json.encode(status.get("notifier"))))
        .isEqualTo(json("{'status':'silent'}"));
  }

  @Test
  void notifierInThisProcess_isToldByItsChannelsAlone() {
    ObjectNode status = Json.mapper().createObjectNode().put("now", 1_000);

    WorldStatus.tellOfNotifier(status, new FakeNotifier(Optional.empty(), false));

    assertThat(status.has("notifier")).isFalse();
    assertThat(status.at("/channels/log/status").asText()).isEqualTo("up");
  }

  /** As it comes out of the server. */
  private static JsonNode told(@Nullable Unread ofLog, Optional<Unread> ofJobs) throws IOException {
    ObjectNode status = Json.mapper().createObjectNode().put("now", 1_000);
    WorldStatus.tellWhatIsRead(status, new LastRead.Look<>(SEEN, ofLog), ofJobs, STATES);
    return Json.mapper().readTree(Json.encode(status));
  }

  private static JsonNode json(String text) throws IOException {
    return Json.mapper().readTree(text.replace('\'', '"'));
  }
}
