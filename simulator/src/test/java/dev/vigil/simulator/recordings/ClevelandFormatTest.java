package dev.vigil.simulator.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.PatientContext.Sex;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClevelandFormatTest {
  private static final String HEADER =
      "age,sex,cp,trestbps,chol,fbs,restecg,thalach,exang,oldpeak,slope,ca,thal,num\n";

  @TempDir private Path folder;

  private List<RecordedPatient> read(String rows) throws IOException {
    Files.writeString(folder.resolve("cleveland.csv"), HEADER + rows);
    try (Stream<RecordedPatient> patients = Recordings.open(folder).patients()) {
      return patients.toList();
    }
  }

  @Test
  void row_isAnExaminationInTheCataloguesCodes() throws IOException {
    List<RecordedPatient> patients =
        read("63.0,1.0,1.0,145.0,233.0,1.0,2.0,150.0,0.0,2.3,3.0,0.0,6.0,2\n");

    RecordedPatient patient = patients.get(0);
    assertThat(patient.id()).isEqualTo("cleveland-0001");
    assertThat(patient.ageYears()).isEqualTo(63);
    assertThat(patient.sex()).isEqualTo(Sex.MALE);
    assertThat(patient.steps()).extracting(RecordedStep::label).containsExactly(true);
    assertThat(patient.steps().get(0).values())
        .extracting(value -> value.vital() + " " + value.value().stripTrailingZeros())
        .containsExactly(
            "chest-pain 0",
            "systolic-pressure 145",
            "cholesterol 233",
            "fasting-glucose-high 1",
            "resting-ecg 2",
            "exercise-heart-rate 1.5E+2",
            "exercise-angina 0",
            "exercise-st-depression 2.3",
            "exercise-st-slope 2",
            "fluoroscopy-vessels 0",
            "thallium-scan 1");
  }

  @Test
  void id_hasTheSameDigitsOnEveryMachine() throws IOException {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.forLanguageTag("ar-EG"));
    try {
      assertThat(read("63,1,1,145,233,1,2,150,0,2.3,3,0,6,2\n"))
          .extracting(RecordedPatient::id)
          .containsExactly("cleveland-0001");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void row_withUnknownsHasLess_andOneWithAnotherCodeIsMalformed() throws IOException {
    List<RecordedPatient> patients =
        read(
            """
            63,0,1,145,233,1,2,150,0,2.3,3,?,?,0
            63,0,5,145,233,1,2,150,0,2.3,3,0,3,0
            63,0,1,high,233,1,2,150,0,2.3,3,0,3,0
            """);

    assertThat(patients.get(0).steps().get(0).values()).hasSize(9);
    assertThat(patients.get(0).steps().get(0).label()).isFalse();
    assertThat(patients.get(1).steps()).isEmpty();
    assertThat(patients.get(1).malformedRows().get(0).toString())
        .endsWith("cleveland.csv line 3: column cp has a code that is none of [1, 2, 3, 4]");
    assertThat(patients.get(2).malformedRows().get(0).problem())
        .isEqualTo("column trestbps is no number and not ?");
  }
}
