package dev.vigil.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.failure.VigilException;
import dev.vigil.simulator.recordings.GeneratedRecording;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlayedRecordingTest {
  @TempDir private Path folder;

  @Test
  void anotherRecordingOfTheSameName_isNotGoneOnWith() {
    // given
    Recorded one = generated("one", 1, 3);
    Recorded other = generated("other", 2, 3);
    new PlayedRecording(folder, one.fingerprint()).keep();

    // then
    assertThatThrownBy(() -> new PlayedRecording(folder, other.fingerprint()).requireSame())
        .isInstanceOf(VigilException.class)
        .hasMessageContaining("is of another recording of this name")
        .hasMessageContaining("--fresh");
  }

  @Test
  void sameRecording_isGoneOnWithWhereverItLies_alsoWhereNothingSaysWhich() {
    Recorded here = generated("here", 1, 3);
    Recorded there = generated("there", 1, 3);
    PlayedRecording played = new PlayedRecording(folder, there.fingerprint());

    assertThatCode(played::requireSame).doesNotThrowAnyException();
    new PlayedRecording(folder, here.fingerprint()).keep();
    assertThatCode(played::requireSame).doesNotThrowAnyException();
  }

  @Test
  void fewerPatients_areAnotherRecording() {
    Path whole = folder.resolve("whole");
    GeneratedRecording.write(whole, 3, 1);

    assertThat(Recorded.open(whole, 2).fingerprint())
        .isNotEqualTo(Recorded.open(whole, 3).fingerprint());
  }

  private Recorded generated(String name, long seed, int patients) {
    Path path = folder.resolve(name);
    GeneratedRecording.write(path, patients, seed);
    return Recorded.open(path, patients);
  }
}
