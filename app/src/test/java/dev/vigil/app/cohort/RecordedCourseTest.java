package dev.vigil.app.cohort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.failure.VigilException;
import dev.vigil.app.replay.ReplayRun;
import dev.vigil.models.evaluation.LabelledStay;
import dev.vigil.models.training.TrainingRow;
import dev.vigil.simulator.recordings.RecordedPatient;
import dev.vigil.simulator.recordings.Recordings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordedCourseTest {
  private static final String HEADER = "Time,Parameter,Value\n";

  @TempDir private Path folder;

  @Test
  void mortality_hasARowEachFullHourWithWhatIsKnownThen() throws IOException {
    // given: nothing in the first hour, two values in the fifth, one exactly at the eighth
    RecordedPatient patient = patient("04:10,HR,80\n04:50,HR,90\n08:00,HR,70\n", "1");

    // when
    RecordedCourse course = Target.MORTALITY.course(patient);
    List<TrainingRow> rows = course.rows(new StayReader().stay(patient));

    // then
    assertThat(course.hours()).hasSize(48).startsWith(1, 2).endsWith(48);
    assertThat(course.stay().labels()).hasSize(48).doesNotContain(false);
    assertThat(course.stay().onset()).isEqualTo(LabelledStay.NO_ONSET);
    assertThat(course.stay().groups()).containsEntry("unit", "medical icu");
    assertThat(course.withLabel(rows)).isEqualTo(rows).hasSize(48);
    assertThat(rows).allMatch(TrainingRow::label);
    assertThat(rows.get(0).time()).isEqualTo(ReplayRun.START + 3_600);
    assertThat(rows.get(3).vector().values())
        .containsKey("static.hours-since-admission")
        .doesNotContainKey("heart-rate.last");
    assertThat(lastOf(rows, 5)).isEqualTo(90.0);
    assertThat(lastOf(rows, 7)).isEqualTo(90.0);
    assertThat(lastOf(rows, 8)).isEqualTo(70.0);
    assertThat(lastOf(rows, 34)).isEqualTo(70.0);
    assertThat(lastOf(rows, 48)).as("27 hours without any value: forgotten, as live").isNull();
    assertThat(rows.get(6).vector().values()).containsEntry("heart-rate.age", 7_801.0);
  }

  @Test
  void mortality_withoutOutcome_hasNoLabelledRow() throws IOException {
    RecordedPatient patient = patient("04:10,HR,80\n", null);

    RecordedCourse course = Target.MORTALITY.course(patient);

    assertThat(course.labelled()).isEmpty();
    assertThat(course.stay().labels()).isEmpty();
    assertThat(course.withLabel(course.rows(new StayReader().stay(patient)))).isEmpty();
    assertThat(course.unlabelled().stay().labels()).hasSize(48).doesNotContain(true);
  }

  @Test
  void vector_seesNothingOfWhatBecameOfTheStay() throws IOException {
    RecordedPatient died = patient("04:10,HR,80\n", "1");
    RecordedPatient lived = patient("04:10,HR,80\n", "0");

    assertThat(new StayReader().stay(died).trainingRows().get(0).vector())
        .isEqualTo(new StayReader().stay(lived).trainingRows().get(0).vector());
  }

  @Test
  void duplicateOfAMinute_countsOnce_theFirst() throws IOException {
    RecordedPatient patient = patient("04:10,HR,80\n04:10,HR,95\n04:10,HR,80\n", "0");

    List<TrainingRow> rows = new StayReader().stay(patient).trainingRows();

    assertThat(rows.get(rows.size() - 1).vector().values())
        .containsEntry("heart-rate.last", 80.0)
        .containsEntry("heart-rate.count.8h", 1.0);
  }

  @Test
  void twoSensorsOfOnePressure_bothCount() throws IOException {
    RecordedPatient patient = patient("04:10,SysABP,120\n04:10,NISysABP,110\n", "0");

    List<TrainingRow> rows = new StayReader().stay(patient).trainingRows();

    assertThat(rows.get(rows.size() - 1).vector().values())
        .containsEntry("systolic-pressure.count.8h", 2.0)
        .containsEntry("systolic-pressure.mean.8h", 115.0);
  }

  @Test
  void recordedScores_countFromTheDayTheyAreMadeOf() throws IOException {
    RecordedPatient patient = patient("04:10,HR,80\n", "1");
    RecordedScores scores = new RecordedScores();

    scores.add(patient, Target.MORTALITY.course(patient));

    double[] saps = scores.contestants().get(0).probabilities().get(0);
    assertThat(scores.contestants()).hasSize(1);
    assertThat(saps[22]).isZero();
    assertThat(saps[23]).isEqualTo(14 / 56.0);
  }

  @Test
  void recordingOfAnotherLabel_isRefusedWithWhatToDo() throws IOException {
    patient("04:10,HR,80\n", "1");

    assertThatThrownBy(() -> Target.SEPSIS.open(folder))
        .isInstanceOf(VigilException.class)
        .hasMessageContaining(
            "is about mortality, expected sepsis: give --label mortality, or another");
  }

  private RecordedPatient patient(String rows, String died) throws IOException {
    Files.writeString(folder.resolve("7.txt"), HEADER + "00:00,ICUType,3\n" + rows);
    Files.writeString(
        folder.resolve("Outcomes-a.txt"),
        "RecordID,SAPS-I,In-hospital_death\n" + (died == null ? "" : "7,14," + died + "\n"));
    try (Stream<RecordedPatient> patients = Recordings.open(folder).patients()) {
      return patients.toList().get(0);
    }
  }

  private static Double lastOf(List<TrainingRow> rows, int hour) {
    Map<String, Double> values =
        rows.stream()
            .filter(row -> row.time() == ReplayRun.START + hour * 3_600L)
            .findFirst()
            .orElseThrow()
            .vector()
            .values();
    return values.get("heart-rate.last");
  }
}
