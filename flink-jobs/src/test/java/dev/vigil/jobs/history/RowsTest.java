package dev.vigil.jobs.history;

import static dev.vigil.jobs.LogRecords.START;
import static dev.vigil.jobs.LogRecords.context;
import static dev.vigil.jobs.LogRecords.heartRate;
import static dev.vigil.jobs.LogRecords.output;
import static dev.vigil.jobs.LogRecords.raw;
import static dev.vigil.jobs.LogRecords.readings;
import static dev.vigil.jobs.LogRecords.record;
import static dev.vigil.jobs.LogRecords.score;
import static dev.vigil.jobs.LogRecords.tick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.history.FeatureRow;
import dev.vigil.history.HistoryRow;
import dev.vigil.history.ReadingRow;
import dev.vigil.history.ScoreRow;
import dev.vigil.history.TransitionRow;
import dev.vigil.jobs.log.RawRecord;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.ContextChange;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.PatientContext.Status;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Resume;
import dev.vigil.schemas.Topics;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RowsTest {
  private static final OutputNumber NUMBER = new OutputNumber(7, START, 2);

  private final Rows rows =
      new Rows(instant -> new TreeSet<>(Set.of(instant < START ? "spo2.last" : "heart-rate.last")));

  @Test
  void readings_areOneRowEachWithTheirPlaceInTheLog() throws Exception {
    Reading withdrawn =
        new Reading("spo2", "mon-2", START - 1, 0, Reading.Status.WITHDRAWN, 2, "nurse");
    RawRecord record = record(3, 42, readings("p-1", START, heartRate(START, 805), withdrawn));

    List<? extends HistoryRow> found = rows.of(record);

    assertThat(found)
        .isEqualTo(
            List.of(
                new ReadingRow(
                    "p-1",
                    "heart-rate",
                    "mon-1",
                    START,
                    80.5,
                    805,
                    Reading.Status.FINAL,
                    1,
                    START,
                    3,
                    42,
                    null),
                new ReadingRow(
                    "p-1",
                    "spo2",
                    "mon-2",
                    START - 1,
                    null,
                    0,
                    Reading.Status.WITHDRAWN,
                    2,
                    START,
                    3,
                    42,
                    "nurse")));
  }

  @Test
  void score_isOneRow() throws Exception {
    var score = score("p-1", NUMBER, 5);

    assertThat(rows.of(record(0, 1, score))).isEqualTo(List.of(ScoreRow.of(score)));
  }

  @Test
  void vector_isARowForEachFeatureThatIsKeptAtItsInstant() throws Exception {
    assertThat(rows.of(vector(START)))
        .isEqualTo(List.of(new FeatureRow("p-1", "heart-rate.last", START, 80.0, NUMBER)));
    assertThat(rows.of(vector(START - 1)))
        .isEqualTo(List.of(new FeatureRow("p-1", "spo2.last", START - 1, 97.0, NUMBER)));
  }

  private static RawRecord vector(long known) {
    Map<String, Double> values =
        Map.of("heart-rate.last", 80.0, "heart-rate.age", 1.0, "spo2.last", 97.0);
    FeatureVector vector = new FeatureVector("p-1", "hash", known, known, new TreeMap<>(values));
    return output(Topics.FEATURES, 1, "p-1", NUMBER, LogCodec.encode(vector));
  }

  @Test
  void transition_isOneRowWithItsNumber() throws Exception {
    AlertTransition transition = transition();
    RawRecord record = output(Topics.ALERTS, 1, "p-1", NUMBER, Json.encode(transition));

    assertThat(rows.of(record)).isEqualTo(List.of(TransitionRow.of(transition, NUMBER)));
  }

  @Test
  void filter_ofTheLog_keepsWhatHasRows() {
    HistoryFilter filter = new HistoryFilter();
    ContextChange context =
        new ContextChange(context("p-1", 1, Status.ADMITTED, MonitoringPlan.NONE));

    assertThat(filter.filter(record(0, 1, readings("p-1", START, heartRate(START, 1))))).isTrue();
    assertThat(filter.filter(record(0, 1, score("p-1", NUMBER, 5)))).isTrue();
    assertThat(filter.filter(tick(0, 1, START))).isFalse();
    assertThat(filter.filter(record(0, 1, context))).isFalse();
    assertThat(filter.filter(record(0, 1, new Resume("p-1", START)))).isFalse();
  }

  @Test
  void poison_isRefusedWithAReason() {
    byte[] junk = "junk".getBytes(StandardCharsets.UTF_8);
    RawRecord unnumbered =
        new RawRecord(Topics.ALERTS, 0, 1, 0, "p-1", "", Json.encode(transition()));

    assertThatThrownBy(() -> rows.of(raw(0, 1, START, "p-1", "readings", junk)))
        .isInstanceOf(MalformedRecordException.class);
    assertThatThrownBy(() -> rows.of(output(Topics.FEATURES, 1, "p-1", NUMBER, junk)))
        .isInstanceOf(MalformedRecordException.class);
    assertThatThrownBy(() -> rows.of(unnumbered)).isInstanceOf(MalformedRecordException.class);
  }

  private static AlertTransition transition() {
    return new AlertTransition(
        "a-1",
        1,
        "p-1",
        Origin.DEMO,
        "A",
        "3",
        "hr-high",
        AlertTransition.Kind.LIMIT,
        AlertTransition.State.ACTIVE,
        Priority.HIGH,
        AlertTransition.Cause.RAISED,
        START,
        START,
        null,
        "too high",
        new Evidence(List.of(), BigDecimal.valueOf(130), null, null, "below 125"));
  }
}
