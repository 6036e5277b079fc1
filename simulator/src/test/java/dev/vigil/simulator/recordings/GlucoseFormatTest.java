package dev.vigil.simulator.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlucoseFormatTest {
  private static final String HEADER = GlucoseFormat.HEADER + ",diagnosis\n";

  @TempDir private Path folder;

  @Test
  void subjects_comeByIdWithTheirValuesAndTimes() throws IOException {
    Path file =
        write(
            """
            s2,2014-02-03 03:42:12,93,diabetic
            s1,2016-02-28 23:58:00,101,pre-diabetic
            s2,2014-02-03 03:47:13,95.5,diabetic
            s1,2016-02-29 00:03:00,105,pre-diabetic
            """);

    Recording recording = Recordings.open(file);

    List<RecordedPatient> subjects = recording.patients().toList();
    assertThat(recording.patientIds()).containsExactly("s1", "s2");
    assertThat(subjects.get(0).steps())
        .extracting(RecordedStep::offsetSeconds)
        .containsExactly(0L, 300L);
    assertThat(subjects.get(1).steps().get(1).offsetSeconds()).isEqualTo(301);
    assertThat(subjects.get(1).steps().get(1).values())
        .containsExactly(
            new RecordedValue("interstitial-glucose", new BigDecimal("95.5"), "mg/dL"));
    assertThat(subjects.get(1).steps().get(1).label()).isNull();
    assertThat(Recordings.open(folder).patientIds()).as("by its folder").hasSize(2);
  }

  @Test
  void rowsThatCannotBe_areLeftOutAndNamed() throws IOException {
    Path file =
        write(
            """
            s1,2014-11-02 01:55:00,93,diabetic
            s1,2014-11-02 01:00:00,94,diabetic
            s1,yesterday,95,diabetic
            s1,2014-11-02 02:00:00,LOW,diabetic
            s1,2014-11-02 02:05:00,96,diabetic
            """);

    RecordedPatient subject = Recordings.open(file).patients().findFirst().orElseThrow();

    assertThat(subject.steps()).extracting(RecordedStep::offsetSeconds).containsExactly(0L, 600L);
    assertThat(subject.malformedRows()).extracting(MalformedRow::line).containsExactly(3L, 4L, 5L);
    assertThat(subject.malformedRows().toString())
        .contains("not later than", "no time such as", "glucose_mg_dl is no number")
        .doesNotContain("LOW", "yesterday");
  }

  @Test
  void breakOfMonths_isKeptUpToTenDays() throws IOException {
    Path file = write("s1,2014-02-03 00:00:00,93,diabetic\ns1,2015-04-02 00:00:00,94,diabetic\n");

    RecordedPatient subject = Recordings.open(file).patients().findFirst().orElseThrow();

    assertThat(subject.steps().get(1).offsetSeconds()).isEqualTo(10 * 86_400);
  }

  @Test
  void fileWithoutSubject_orAnotherCsv_isRefused() throws IOException {
    Path file = write("a subject,2014-02-03 00:00:00,93,diabetic\n");
    Path other = Files.writeString(folder.resolve("other.csv"), "a,b,c\n1,2,3\n");

    assertThatThrownBy(() -> Recordings.open(file))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("line 2: expected a subject");
    assertThatThrownBy(() -> Recordings.open(other))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("a .csv of continuous glucose that begins with subject,");
  }

  @Test
  void realRecording_hasTheCountsOfItsReadme() {
    Path real =
        Path.of(Objects.requireNonNullElse(System.getenv("VIGIL_DATA"), "../../shared/data"))
            .resolve("cgm-hall2018");
    assumeTrue(Files.isDirectory(real), () -> "left out: " + real + " is not there");

    List<RecordedPatient> subjects = Recordings.open(real).patients().toList();

    assertThat(subjects).hasSize(16);
    assertThat(subjects.stream().mapToLong(RecordedPatient::values).sum()).isEqualTo(29_496);
    assertThat(subjects).allMatch(subject -> subject.malformedRows().isEmpty());
  }

  private Path write(String rows) throws IOException {
    return Files.writeString(folder.resolve("cgm.csv"), HEADER + rows);
  }
}
