package dev.vigil.simulator.recordings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.VitalSigns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GeneratedRecordingTest {
  @TempDir private Path folder;

  @Test
  void generated_fromOneSeed_isTheSameBytesWhateverTheNumberOfPatients() throws IOException {
    GeneratedRecording.write(folder.resolve("a"), 20, 7);
    GeneratedRecording.write(folder.resolve("b"), 40, 7);
    GeneratedRecording.write(folder.resolve("c"), 20, 8);

    List<Path> files;
    try (Stream<Path> found = Files.list(folder.resolve("a"))) {
      files = found.toList();
    }
    assertThat(files).hasSize(20);
    for (Path file : files) {
      Path name = file.getFileName();
      assertThat(folder.resolve("b").resolve(name)).hasSameBinaryContentAs(file);
      assertThat(Files.mismatch(folder.resolve("c").resolve(name), file)).isNotEqualTo(-1);
    }
  }

  @Test
  void generated_readAsRecording_isLikeARealOne() {
    GeneratedRecording.write(folder, 200, 1);

    List<RecordedPatient> patients;
    try (Stream<RecordedPatient> read = Recordings.open(folder).patients()) {
      patients = read.toList();
    }

    List<RecordedStep> steps = patients.stream().flatMap(one -> one.steps().stream()).toList();
    List<RecordedValue> values = steps.stream().flatMap(one -> one.values().stream()).toList();
    assertThat(patients).allMatch(one -> one.malformedRows().isEmpty() && one.ageYears() != null);
    assertThat(part(values, steps.size(), "heart-rate")).isBetween(0.84, 0.92);
    assertThat(part(values, steps.size(), "body-temperature")).isBetween(0.30, 0.38);
    assertThat(values.stream().filter(value -> !isPlausible(value)).count())
        .isBetween(1L, steps.size() / 50L);
    long septic =
        patients.stream()
            .filter(one -> one.steps().stream().anyMatch(step -> Boolean.TRUE.equals(step.label())))
            .count();
    assertThat(septic).isBetween(12L, 40L);
  }

  private static double part(List<RecordedValue> values, int rows, String vital) {
    return values.stream().filter(value -> value.vital().equals(vital)).count() / (double) rows;
  }

  private static boolean isPlausible(RecordedValue value) {
    boolean fraction = value.unit().equals("1");
    return VitalSigns.catalogue()
        .get(value.vital())
        .isPlausible(fraction ? value.value().movePointRight(2) : value.value());
  }
}
