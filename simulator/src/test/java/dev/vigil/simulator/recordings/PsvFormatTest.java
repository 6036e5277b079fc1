package dev.vigil.simulator.recordings;

import static dev.vigil.simulator.recordings.RecordingFiles.archive;
import static dev.vigil.simulator.recordings.RecordingFiles.cutTo;
import static dev.vigil.simulator.recordings.RecordingFiles.psv;
import static dev.vigil.simulator.recordings.RecordingFiles.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.HospitalStay;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.PatientContext.Sex;
import dev.vigil.schemas.PatientContext.Specialty;
import dev.vigil.schemas.VitalSigns;
import dev.vigil.simulator.OutgoingReading;
import java.io.IOException;
import java.math.BigDecimal;
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

class PsvFormatTest {
  private static final String ROW = "80|NaN|NaN|50|1|1|1|0";

  @TempDir private Path folder;

  private static List<RecordedPatient> read(Path path) {
    try (Stream<RecordedPatient> patients = Recordings.open(path).patients()) {
      return patients.toList();
    }
  }

  @Test
  void patient_fromOneFile_hasStepsValuesAndDescriptionAsRecorded() throws IOException {
    Path file =
        write(
            folder.resolve("p000007.psv"),
            psv(
                "80.50|NaN|NaN|63.9|0|NaN|3|0",
                "NaN|NaN|NaN|63.9|0|1|4|0",
                "500|0.4|2|63|0|1|6|1"));

    RecordedPatient patient = read(file).get(0);

    assertThat(patient.id()).isEqualTo("p000007");
    assertThat(patient.ageYears()).isEqualTo(63);
    assertThat(patient.sex()).isEqualTo(Sex.FEMALE);
    assertThat(patient.firstHour()).isEqualTo(3);
    assertThat(patient.unit()).isNull();
    assertThat(patient.hoursBefore()).isNull();
    assertThat(patient.malformedRows()).isEmpty();
    assertThat(patient.values()).isEqualTo(4);
    assertThat(patient.steps())
        .containsExactly(
            new RecordedStep(
                0,
                List.of(new RecordedValue("heart-rate", new BigDecimal("80.50"), "/min")),
                false),
            new RecordedStep(3600, List.of(), false),
            new RecordedStep(
                3 * 3600,
                List.of(
                    new RecordedValue("heart-rate", new BigDecimal("500"), "/min"),
                    new RecordedValue("fio2", new BigDecimal("0.4"), "1"),
                    new RecordedValue("lactate", new BigDecimal("2"), "mmol/L")),
                true));
  }

  @Test
  void patient_withoutLabelAgeAndSex_leavesThemOpen() throws IOException {
    Path file = write(folder.resolve("p1.psv"), "HR|Age|Gender|ICULOS\n80|NaN|NaN|1\n");

    RecordedPatient patient = read(file).get(0);

    assertThat(patient.ageYears()).isNull();
    assertThat(patient.sex()).isNull();
    assertThat(patient.steps().get(0).label()).isNull();
  }

  @Test
  void patient_inHospitalBefore_hasTheWholeStayInItsContext() throws IOException {
    Path file =
        write(
            folder.resolve("p1.psv"),
            "HR|Unit1|Unit2|HospAdmTime|ICULOS\n80|0|1|-12.5|3\n81|0|1|-12.5|4\n");

    PatientContext context = read(file).get(0).context("icu", "4", 1_000_000, Origin.REPLAY);

    long admitted = 1_000_000 - 2 * 3_600;
    assertThat(context.admitted()).isEqualTo(admitted);
    assertThat(context.hospital())
        .isEqualTo(new HospitalStay(Specialty.SURGICAL, admitted - 45_000));
  }

  @Test
  void patient_readmittedToVigil_getsContextAndReadingsAtTheSecondsGiven() throws IOException {
    Path file = write(folder.resolve("p1.psv"), psv(ROW, "81|NaN|NaN|50|1|1|2|0"));
    RecordedPatient patient = read(file).get(0);

    PatientContext context = patient.context("icu", "4", 1_000_000, Origin.REPLAY);
    List<OutgoingReading> second = patient.steps().get(1).readings(patient.id(), 1_000_000);

    assertThat(context.patient()).isEqualTo("p1");
    assertThat(context.ageYears()).isEqualTo(50);
    assertThat(context.origin()).isEqualTo(Origin.REPLAY);
    assertThat(context.admitted()).isEqualTo(1_000_000);
    assertThat(context.hospital()).isEqualTo(new HospitalStay(Specialty.MEDICAL, null));
    assertThat(second)
        .containsExactly(
            OutgoingReading.ofPatient(
                "p1", "heart-rate", new BigDecimal("81"), "/min", 1_003_600, "recording"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80|NaN|NaN|50|1|1|2",
        "80|NaN|NaN|50|1|1|2|0|9",
        "eighty|NaN|NaN|50|1|1|2|0",
        "|NaN|NaN|50|1|1|2|0",
        "1e999999999|NaN|NaN|50|1|1|2|0",
        "80|NaN|NaN|50|1|1|1|0",
        "80|NaN|NaN|50|1|1|1.5|0",
        "80|NaN|NaN|50|1|1|NaN|0",
        "\"80|NaN|NaN|50|1|1|2|0"
      })
  void row_malformed_isCollectedWithItsPlaceAndTheOthersGoOn(String bad) throws IOException {
    Path file = write(folder.resolve("p1.psv"), psv(ROW, bad, "82|NaN|NaN|50|1|1|3|0"));

    RecordedPatient patient = read(file).get(0);

    assertThat(patient.steps()).extracting(RecordedStep::offsetSeconds).containsExactly(0L, 7200L);
    assertThat(patient.malformedRows()).hasSize(1);
    assertThat(patient.malformedRows().get(0).line()).isEqualTo(3);
    assertThat(patient.malformedRows().get(0).toString()).startsWith(file + " line 3: ");
    assertThat(patient.malformedRows().get(0).problem()).doesNotContain("80", "eighty");
  }

  @Test
  void file_withColumnNamesOnly_isOneMalformedRow() throws IOException {
    Path file = write(folder.resolve("p1.psv"), psv().stripTrailing() + "\n");

    RecordedPatient patient = read(file).get(0);

    assertThat(patient.steps()).isEmpty();
    assertThat(patient.malformedRows()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "HR|Pulse|ICULOS\n", "HR|HR|ICULOS\n", "HR|Temp\n", "\u0000\u0001"})
  void file_withOtherColumns_isRefusedByName(String text) throws IOException {
    Path file = write(folder.resolve("p1.psv"), text);

    assertThatThrownBy(() -> read(file))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("p1.psv")
        .hasMessageMatching(".*(expected|has no column).*");
  }

  @Test
  void folder_ofFiles_isReadAtAnyDepthInIdOrder() throws IOException {
    write(folder.resolve("b/p2.psv"), psv(ROW));
    write(folder.resolve("a/deep/p3.psv"), psv(ROW));
    write(folder.resolve("z/p1.psv"), psv(ROW));
    write(folder.resolve("z/._p1.psv"), "not a recording");

    Recording recording = Recordings.open(folder);

    assertThat(recording.patientIds()).containsExactly("p1", "p2", "p3");
    assertThat(read(folder)).extracting(RecordedPatient::id).containsExactly("p1", "p2", "p3");
  }

  @Test
  void folder_withOnePatientTwice_isRefused() throws IOException {
    write(folder.resolve("a/p1.psv"), psv(ROW));
    write(folder.resolve("b/p1.psv"), psv(ROW));

    assertThatThrownBy(() -> Recordings.open(folder))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("same patient");
  }

  @Test
  void archive_outOfOrder_isReadInIdOrderFromItsFolder() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    files.put("set/p3.psv", psv(ROW));
    files.put("set/p1.psv", psv("81|NaN|NaN|50|1|1|1|0"));
    files.put("set/notes.txt", "not a patient");
    files.put("set/p2.psv", psv("82|NaN|NaN|50|1|1|1|0", "bad"));
    Path archive = archive(folder.resolve("set.tar.gz"), files);

    List<RecordedPatient> patients = read(folder);

    assertThat(patients).isEqualTo(read(archive));
    assertThat(patients).extracting(RecordedPatient::id).containsExactly("p1", "p2", "p3");
    assertThat(patients.get(1).steps().get(0).values().get(0).value()).isEqualTo("82");
    assertThat(patients.get(1).malformedRows().get(0).file()).endsWith("set.tar.gz!p2.psv");
  }

  @Test
  void archive_cutOff_isRefusedBeforeTheFirstPatient() throws IOException {
    Map<String, String> files = new LinkedHashMap<>();
    for (int i = 0; i < 50; i++) {
      files.put("set/p" + (100 + i) + ".psv", psv(ROW, i + ROW));
    }
    Path archive = archive(folder.resolve("set.tar.gz"), files);
    int whole = (int) Files.size(archive);

    for (int length : List.of(whole - 1, whole - 8, whole / 2, 30, 5, 0)) {
      archive(archive, files);
      cutTo(archive, length);

      assertThatThrownBy(() -> Recordings.open(archive))
          .as("cut to %d of %d bytes", length, whole)
          .isInstanceOf(RecordingException.class)
          .hasMessageContaining("set.tar.gz")
          .hasMessageContaining("damaged or cut off");
    }
  }

  @Test
  void archive_ofOtherFiles_isNotRecognised() throws IOException {
    Path archive = archive(folder.resolve("set.tar.gz"), Map.of("set/notes.txt", "Time,Parameter"));

    assertThatThrownBy(() -> Recordings.open(archive))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("not a recording that Vigil can read; expected");
  }

  @Test
  void path_thatIsNotThere_isNamed() {
    assertThatThrownBy(() -> Recordings.open(folder.resolve("nowhere")))
        .isInstanceOf(RecordingException.class)
        .hasMessageContaining("nowhere does not exist; expected a PhysioNet 2019");
  }

  @Test
  void columns_areInTheCataloguesUnits_butForTheFractionOfOxygen() {
    List<String> others =
        PsvColumn.ALL.values().stream()
            .filter(column -> column.role() == PsvColumn.Role.MEASUREMENT)
            .filter(
                column -> {
                  var vital = VitalSigns.catalogue().get(column.vital());
                  return !vital.unit().equals(column.unit());
                })
            .map(PsvColumn::name)
            .toList();

    assertThat(others).containsExactly("FiO2");
    assertThat(PsvColumn.ALL).hasSize(41);
  }

  @Test
  void units_inDoubt_areNamedWithWhatWasAssumed() throws IOException {
    Recording recording = Recordings.open(write(folder.resolve("p1.psv"), psv(ROW)));

    assertThat(recording.doubtfulUnits())
        .extracting(DoubtfulUnit::column)
        .containsExactly("FiO2", "Calcium", "Lactate", "Magnesium");
    assertThat(recording.doubtfulUnits().get(2).sentence())
        .isEqualTo(
            "Lactate is taken to be in mmol/L: stated as mg/dL, but the median is 2.0, and would be"
                + " about 18.");
  }
}
