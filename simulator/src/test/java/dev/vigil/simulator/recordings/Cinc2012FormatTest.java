package dev.vigil.simulator.recordings;

import static dev.vigil.simulator.recordings.RecordingFiles.archive;
import static dev.vigil.simulator.recordings.RecordingFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.PatientContext.Sex;
import dev.vigil.schemas.PatientContext.Specialty;
import dev.vigil.schemas.VitalSigns;
import dev.vigil.simulator.OutgoingReading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class Cinc2012FormatTest {
  private static final String HEADER = "Time,Parameter,Value\n";
  private static final String OUTCOMES =
      """
      RecordID,SAPS-I,SOFA,Length_of_stay,Survival,In-hospital_death
      7,16,8,8,-1,0
      8,-1,3,5,2,1
      """;
  private static final String STAY =
      HEADER
          + """
          00:00,RecordID,7
          00:00,Age,54
          00:00,Gender,0
          00:00,Height,-1
          00:00,ICUType,2
          00:00,Weight,80.6
          01:30,HR,73
          01:30,SysABP,120
          01:30,NISysABP,118
          00:07,GCS,15
          01:30,HR,74
          47:59,MechVent,1
          """;

  @TempDir private Path folder;

  private static List<RecordedPatient> read(Path path) {
    try (Stream<RecordedPatient> patients = Recordings.open(path).patients()) {
      return patients.toList();
    }
  }

  @Test
  void stay_hasPersonUnitAndMomentsInTheOrderOfTheirTimes() throws IOException {
    write(folder.resolve("set-a/7.txt"), STAY);
    write(folder.resolve("Outcomes-a.txt"), OUTCOMES);

    RecordedPatient patient = read(folder).get(0);

    assertThat(patient.id()).isEqualTo("7");
    assertThat(patient.ageYears()).isEqualTo(54);
    assertThat(patient.sex()).isEqualTo(Sex.FEMALE);
    assertThat(patient.unit().name()).isEqualTo("cardiac surgery recovery");
    assertThat(patient.context("w", "b", 0, Origin.REPLAY).hospital().specialty())
        .isEqualTo(Specialty.SURGICAL);
    assertThat(patient.steps())
        .extracting(RecordedStep::offsetSeconds)
        .containsExactly(0L, 420L, 5_400L, 172_740L);
    assertThat(patient.steps().get(0).values()).isEmpty();
    assertThat(patient.steps().get(2).readings("7", 1_000))
        .extracting(OutgoingReading::vital, reading -> reading.value().intValue())
        .containsExactly(
            tuple("heart-rate", 73),
            tuple("systolic-pressure", 120),
            tuple("systolic-pressure", 118),
            tuple("heart-rate", 74));
    assertThat(patient.steps().get(2).values())
        .extracting(RecordedValue::sensor)
        .containsExactly("recording", "arterial-line", "cuff", "recording");
    assertThat(patient.steps().get(3).values().get(0).vital()).isEqualTo("oxygen-device");
    assertThat(patient.unmapped()).isEqualTo(Map.of("Height", 1L, "Weight", 1L));
    assertThat(patient.malformedRows()).isEmpty();
  }

  @Test
  void outcome_isTheLabelOfEveryStep_andUnknownScoresAreLeftOut() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("set-a/8.txt", HEADER + "00:10,HR,80\n");
    files.put("set-a/7.txt", STAY);
    files.put("set-a/9.txt", HEADER);
    files.put("Outcomes-a.txt", OUTCOMES);
    Path archive = archive(folder.resolve("set-a.tar.gz"), files);

    List<RecordedPatient> patients = read(folder);

    assertThat(patients).isEqualTo(read(archive)).hasSize(3);
    assertThat(Recordings.open(archive).label()).isEqualTo("mortality");
    assertThat(patients.get(0).steps()).extracting(RecordedStep::label).containsOnly(false);
    assertThat(patients.get(0).scores()).isEqualTo(Map.of("saps-i", 16.0, "sofa", 8.0));
    assertThat(patients.get(1).steps()).extracting(RecordedStep::label).containsOnly(true);
    assertThat(patients.get(1).scores()).isEqualTo(Map.of("sofa", 3.0));
    assertThat(patients.get(2).steps()).containsExactly(new RecordedStep(0, List.of(), null));
  }

  @ParameterizedTest
  @ValueSource(strings = {"00:10,HR", "00:10,HR,80,1", "ten,HR,80", "00:61,HR,80", "00:10,HR,high"})
  void row_malformed_isCollectedWithItsPlaceAndTheOthersGoOn(String bad) throws IOException {
    Path file = write(folder.resolve("7.txt"), HEADER + bad + "\n00:20,HR,81\n");

    RecordedPatient patient = read(file).get(0);

    assertThat(patient.values()).isEqualTo(1);
    assertThat(patient.malformedRows()).hasSize(1);
    assertThat(patient.malformedRows().get(0).toString()).startsWith(file + " line 2: ");
    assertThat(patient.malformedRows().get(0).problem()).doesNotContain("80", "high");
  }

  @Test
  void outcomes_withoutTheColumnThatCounts_areRefusedByName() throws IOException {
    write(folder.resolve("7.txt"), STAY);
    write(folder.resolve("Outcomes-a.txt"), "RecordID,Survival\n7,-1\n");

    assertThatThrownBy(() -> Recordings.open(folder))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("Outcomes-a.txt has other columns; expected at least RecordID");
  }

  @Test
  void file_withAnotherFirstLine_isRefusedByName() throws IOException {
    Path file = write(folder.resolve("7.txt"), "some notes\n");

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("7.txt has another first line; expected Time,Parameter,Value");
  }

  @Test
  void parameters_areOfTheCatalogueInItsUnits_butForTheFractionOfOxygen() {
    assertThat(Cinc2012Parameter.ALL.values())
        .filteredOn(each -> !VitalSigns.catalogue().get(each.vital()).unit().equals(each.unit()))
        .extracting(Cinc2012Parameter::name)
        .containsExactly("FiO2");
  }

  @Test
  void realRecording_isReadWhole() {
    Path data = Path.of(System.getenv().getOrDefault("VIGIL_DATA", "../../shared/data"));
    Path archive = data.resolve("cinc2012-icu").resolve("set-a.tar.gz");
    assumeThat(Files.isReadable(archive))
        .as("left out: recordings are not there (set VIGIL_DATA)")
        .isTrue();

    Recording recording = Recordings.open(archive);

    assertThat(recording.patientIds()).hasSize(4_000);
    try (Stream<RecordedPatient> patients = recording.patients()) {
      List<RecordedPatient> first = patients.limit(300).toList();
      assertThat(first).flatExtracting(RecordedPatient::malformedRows).isEmpty();
      assertThat(first).allMatch(patient -> patient.steps().get(0).label() != null);
      assertThat(first)
          .flatExtracting(patient -> patient.unmapped().keySet())
          .containsOnly("Height", "Weight");
    }
  }
}
