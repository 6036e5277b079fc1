package dev.vigil.app.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.runtime.FolderDeletion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayFolderTest {
  @Test
  void deletionThatIsCutOff_leavesNothingToGoOnWith(@TempDir Path folder) throws IOException {
    begin(folder);
    ReplayFolder cutOff =
        new ReplayFolder(
            folder,
            path -> {
              if (path.endsWith("kafka")) {
                throw new IOException("the process ends here");
              }
              FolderDeletion.of(path);
            });

    assertThatThrownBy(() -> cutOff.delete(List.of())).isInstanceOf(IOException.class);

    ReplayFolder next = new ReplayFolder(folder, FolderDeletion::of);
    assertThat(next.hasBegun()).isTrue();
    assertThat(next.isOver()).isTrue();
    next.delete(List.of());
    assertThat(next.hasBegun()).isFalse();
    assertThat(next.isOver()).isFalse();
  }

  @Test
  void deletion_leavesTheLogFileAndTheLock(@TempDir Path folder, @TempDir Path checkpoints)
      throws IOException {
    begin(folder);
    Files.createDirectories(folder.resolve("logs"));
    Files.writeString(folder.resolve("vigil.lock"), "1");

    new ReplayFolder(folder, FolderDeletion::of).delete(List.of(checkpoints));

    assertThat(folder).isDirectoryNotContaining(path -> !path.toString().matches(".*(logs|lock)"));
    assertThat(folder.resolve("logs")).exists();
    assertThat(checkpoints).doesNotExist();
  }

  private static void begin(Path folder) throws IOException {
    Files.createDirectories(folder.resolve("kafka/vigil.patients-0"));
    Files.writeString(folder.resolve("kafka/vigil.patients-0/0.log"), "x");
    Files.createDirectories(folder.resolve("checkpoints"));
    Files.writeString(folder.resolve("replay.recording"), "abc");
  }
}
