package dev.vigil.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.vigil.app.failure.VigilException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DefaultRecordingTest {
  @TempDir private Path folder;
  private final List<String> said = new ArrayList<>();
  private DefaultRecording recording;

  @BeforeEach
  void leaveOutRealPatients() {
    String none = folder.resolve("none").toString();
    recording = new DefaultRecording(Map.of(DefaultRecording.VARIABLE, none), folder);
  }

  @Test
  void generatedPatients_areAsManyAsAsked_andItIsSaidThatTheyAre() {
    recording.prepare(2, said::add);

    assertThat(recording.path()).isDirectoryContaining("glob:**000002.psv");
    assertThat(recording.path()).isDirectoryNotContaining("glob:**000003.psv");
    assertThat(said).singleElement().asString().contains("2 generated ones are played");
  }

  @Test
  void fullDisk_isASentence() throws Exception {
    // As if there were room for the first patient's file alone.
    Files.createDirectories(recording.path().resolve("g000002.psv").resolve("in the way"));

    assertThatExceptionOfType(VigilException.class)
        .isThrownBy(() -> recording.prepare(2, said::add))
        .satisfies(
            e -> {
              assertThat(e.exitCode()).isEqualTo(VigilException.PROBLEM);
              assertThat(e.sentence())
                  .contains(recording.path() + " can't be written", "whether the disk is full");
            });
  }
}
