package dev.vigil.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.replay.ReplaySummary.Check;
import dev.vigil.app.replay.ReplaySummary.Cost;
import dev.vigil.app.replay.ReplaySummary.Intake;
import dev.vigil.app.replay.ReplaySummary.Played;
import dev.vigil.app.replay.ReplaySummary.Results;
import dev.vigil.schemas.Json;
import dev.vigil.simulator.recordings.DoubtfulUnit;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReplaySummaryTest {
  @Test
  void summary_isOneFlatObject() throws IOException {
    ReplaySummary summary =
        new ReplaySummary(
            new Played(2, 20, 1, List.of(new DoubtfulUnit("FiO2", "1", "because"))),
            new Intake(9, 8, 5, 1, 0, new TreeMap<>(Map.of("implausible", 1L, "sentinel", 1L))),
            new Results(
                0,
                1,
                5,
                3,
                new TreeMap<>(Map.of("news2:1/score", 2L, "news2:1/failed", 1L)),
                new TreeMap<>(Map.of("unmonitored", 4L))),
            new Check(false, List.of("a = b: 1 is not 2"), null, true),
            new Cost(1.5, 2.5, 700));

    JsonNode json = Json.mapper().readTree(Json.encode(summary));

    assertThat(json)
        .isEqualTo(
            Json.mapper()
                .readTree(
                    """
                    {"patients":2,"patient_hours":20,"malformed_rows":1,
                     "doubtful_units":[{"column":"FiO2","unit":"1","why":"because"}],
                     "sent":9,"received":8,"accepted":5,"duplicate":1,"rejected":2,"refused":0,
                     "rejected_by":{"implausible":1,"sentinel":1},
                     "late_duplicate":0,"conflict":1,"stored":5,"vectors":3,
                     "scores":3,"scores_by":{"news2:1/failed":1,"news2:1/score":2},
                     "alerts":4,"alerts_by":{"unmonitored":4},
                     "balanced":false,"differences":["a = b: 1 is not 2"],"verified":null,
                     "resumed":true,"wall_s":1.5,"cpu_s":2.5,"peak_rss_mb":700}
                    """));
  }
}
