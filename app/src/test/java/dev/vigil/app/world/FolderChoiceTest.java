package dev.vigil.app.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.failure.VigilException;
import dev.vigil.jobs.JobSettings.StateBackend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderChoiceTest {
  @TempDir private Path folder;

  @Test
  void choice_onceMade_isHeldTo() {
    Path checkpoints = folder.resolve("checkpoints");
    assertThat(choiceIn(checkpoints).begun()).isEmpty();

    choiceIn(checkpoints).keep(StateBackend.ROCKSDB);
    choiceIn(checkpoints).keep(StateBackend.ROCKSDB);

    assertThat(choiceIn(checkpoints).begun()).contains(StateBackend.ROCKSDB);
    assertThatThrownBy(() -> choiceIn(checkpoints).keep(StateBackend.HEAP))
        .isInstanceOfSatisfying(
            VigilException.class, e -> assertThat(e.exitCode()).isEqualTo(VigilException.USAGE))
        .hasMessage(
            "flink.state-backend is heap, but the folder %s began with rocksdb: set"
                + " flink.state-backend to rocksdb, or start with another folder.",
            checkpoints);
    assertThat(choiceIn(checkpoints).begun()).contains(StateBackend.ROCKSDB);
  }

  /**
   * What is written while a machine goes down may be empty after it, and no start would take it.
   */
  @Test
  void choice_thatIsHeldTo_isNotWrittenAgain() throws IOException {
    choiceIn(folder).keep(StateBackend.ROCKSDB);
    Path file = folder.resolve("state.backend");
    FileTime then = FileTime.fromMillis(1_000_000);
    Files.setLastModifiedTime(file, then);

    choiceIn(folder).keep(StateBackend.ROCKSDB);

    assertThat(Files.getLastModifiedTime(file)).isEqualTo(then);
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void file_thatNamesNoChoice_isRefusedWithTheChoices() throws IOException {
    Path file = Files.writeString(folder.resolve("state.backend"), "memory\n");

    assertThatThrownBy(() -> choiceIn(folder).keep(StateBackend.HEAP))
        .hasMessage(
            "The file %s can't be read as a value of flink.state-backend: expected one of heap,"
                + " rocksdb.",
            file);
  }

  private static FolderChoice<StateBackend> choiceIn(Path folder) {
    return new FolderChoice<>(folder, "state.backend", "flink.state-backend", StateBackend.class);
  }
}
