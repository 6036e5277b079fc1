package dev.vigil.simulator.recordings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The real recording, where it is there. */
class SepsisRecordingTest {
  private static final Path FOLDER =
      Path.of(Objects.requireNonNullElse(System.getenv("VIGIL_DATA"), "../../shared/data"))
          .resolve("cinc2019-sepsis");

  @BeforeAll
  static void dataIsThere() {
    assumeTrue(
        Files.isDirectory(FOLDER),
        () -> "left out: the real recording, " + FOLDER + " is not there (set VIGIL_DATA)");
  }

  @Test
  void recording_readWhole_hasTheCountsOfItsReadme() {
    Recording recording = Recordings.open(FOLDER);
    List<RecordedPatient> all = new ArrayList<>();

    try (Stream<RecordedPatient> patients = recording.patients()) {
      patients.forEach(all::add);
    }

    List<RecordedStep> steps = all.stream().flatMap(one -> one.steps().stream()).toList();
    assertThat(all).hasSize(13_982);
    assertThat(steps).hasSize(533_799);
    assertThat(steps.stream().filter(step -> Boolean.TRUE.equals(step.label()))).hasSize(7_456);
    assertThat(all.stream().filter(one -> !one.malformedRows().isEmpty())).isEmpty();
    assertThat(all).extracting(RecordedPatient::id).isEqualTo(recording.patientIds()).isSorted();
    assertThat(values(all, "heart-rate")).isEqualTo(469_815);
    assertThat(values(all, "fio2")).isEqualTo(12_081);
  }

  @Test
  void recording_limited_givesTheFirstPatients() {
    Recording recording = Recordings.open(FOLDER);

    try (Stream<RecordedPatient> patients = recording.patients().limit(3)) {
      assertThat(patients)
          .extracting(RecordedPatient::id)
          .containsExactly("p100001", "p100002", "p100003");
    }
  }

  private static long values(List<RecordedPatient> patients, String vital) {
    return patients.stream()
        .flatMap(patient -> patient.steps().stream())
        .flatMap(step -> step.values().stream())
        .filter(value -> value.vital().equals(vital))
        .count();
  }
}
