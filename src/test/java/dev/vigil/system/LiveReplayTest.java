package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.Main;
import dev.vigil.app.books.LogCount;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.Origin;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A recording played into a Vigil that runs in real time. */
class LiveReplayTest {
  private static final int PATIENTS = 6;
  private static final int LONGEST_STAY_HOURS = 8;

  @TempDir private Path folder;

  @Test
  void recordingIntoARunningVigil_countsEveryReadingOnce() throws Exception {
    // given
    Path stays = SmallRecording.write(folder.resolve("stays"), PATIENTS, LONGEST_STAY_HOURS);
    Path data = folder.resolve("data");
    try (TestWorld world = TestWorld.realTime(data);
        LogCount log = LogCount.of(world.world().bootstrap())) {
      // when
      StringWriter out = new StringWriter();
      StringWriter err = new StringWriter();
      int code =
          Main.commandLine()
              .setOut(new PrintWriter(out))
              .setErr(new PrintWriter(err))
              .execute(
                  "replay",
                  stays.toString(),
                  "--to",
                  world.world().gatewayUri().toString(),
                  "--speed",
                  "3600",
                  "--json",
                  "--data",
                  data.toString());

      // then
      assertThat(code).as("%s", err).isZero();
      JsonNode summary = Json.mapper().readTree(out.toString());
      log.readToEnd();
      assertThat(summary.path("accepted").asLong()).isEqualTo(log.accepted()).isPositive();
      assertThat(summary.path("rejected").asLong()).isEqualTo(log.rejected());
      assertThat(summary.path("sent").asLong())
          .isEqualTo(
              summary.path("accepted").asLong()
                  + summary.path("duplicate").asLong()
                  + summary.path("rejected").asLong());
      List<PatientContext> patients = world.world().registry().all();
      assertThat(patients)
          .hasSize(PATIENTS)
          .allMatch(patient -> patient.origin() == Origin.REPLAY)
          .noneMatch(PatientContext::isAdmitted);
      world.requireVerified();
    }
  }
}
