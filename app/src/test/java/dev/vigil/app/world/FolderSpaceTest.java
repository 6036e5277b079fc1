package dev.vigil.app.world;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.failure.VigilException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderSpaceTest {
  private static final long MIB = 1 << 20;

  @TempDir private Path folder;

  @Test
  void fullDisk_isRefusedByTheFoldersName() {
    assertThatThrownBy(() -> FolderSpace.require(folder, 256 * MIB - 1))
        .isInstanceOf(VigilException.class)
        .hasMessageContaining(folder + " is full: 255 MiB are free, expected at least 256");
    assertThatCode(() -> FolderSpace.require(folder, 256 * MIB)).doesNotThrowAnyException();
  }

  @Test
  void folderThatIsGone_isNamed() {
    Path gone = folder.resolve("gone");

    assertThatThrownBy(() -> FolderSpace.require(gone))
        .isInstanceOf(VigilException.class)
        .hasMessageContaining("The disk of the data folder " + gone);
  }
}
