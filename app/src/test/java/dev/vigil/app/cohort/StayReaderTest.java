package dev.vigil.app.cohort;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.replay.ReplayRun;
import dev.vigil.models.training.TrainingRow;
import dev.vigil.simulator.recordings.RecordedPatient;
import dev.vigil.simulator.recordings.Recordings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StayReaderTest {
  @TempDir private Path folder;

  @Test
  void rows_areWhatTheIntakeWouldTakeAtTheReplaysClock() throws IOException {
    // given: an implausible value, an hour without a label, an hour without a value
    Files.writeString(
        folder.resolve("ann.psv"),
        """
        HR|FiO2|Age|Gender|ICULOS|SepsisLabel
        80|0.4|64|0|1|0
        500|NaN|64|0|2|NaN
        90|NaN|64|0|3|1
        NaN|NaN|64|0|4|1
        """);
    StayReader reader = new StayReader();

    // when
    List<TrainingRow> rows;
    try (Stream<RecordedPatient> patients = Recordings.open(folder).patients()) {
      rows =
          patients
              .flatMap(
                  patient -> {
                    RecordedCourse course = Target.SEPSIS.course(patient);
                    return course.withLabel(course.rows(reader.stay(patient))).stream();
                  })
              .toList();
    }

    // then
    assertThat(rows).extracting(TrainingRow::label).containsExactly(false, true, true);
    assertThat(rows)
        .extracting(TrainingRow::time)
        .containsExactly(ReplayRun.START, ReplayRun.START + 2 * 3_600, ReplayRun.START + 3 * 3_600);
    assertThat(rows.get(0).vector().values()).containsEntry("fio2.last", 40.0);
    assertThat(rows.get(1).vector().values())
        .containsEntry("heart-rate.mean.8h", 85.0)
        .containsEntry("static.age", 64.0);
    assertThat(rows.get(2).vector().values())
        .as("an hour without a value is a row, too")
        .containsEntry("heart-rate.age", 3_601.0)
        .containsEntry("heart-rate.last", 90.0);
    assertThat(reader.use())
        .isEqualTo(
            new RecordingUse(
                1, 4, 1, 0, 3, new TreeMap<>(Map.of("implausible", 1L)), new TreeMap<>()));
  }
}
