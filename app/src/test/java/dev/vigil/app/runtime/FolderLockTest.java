package dev.vigil.app.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.failure.VigilException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That a folder has one holder, as another process sees it. */
class FolderLockTest {
  private static final String US = "process " + ProcessHandle.current().pid();

  @TempDir private Path folder;

  @Test
  void folder_isStillHeldAfterAnotherPartOfThisProcessHasTriedAndLooked() throws Exception {
    try (FolderLock held = FolderLock.take(folder)) {
      Path link = Files.createSymbolicLink(folder.resolve("link"), folder);

      assertThat(FolderLock.isTaken(folder)).isTrue();
      assertThat(FolderLock.holder(folder)).isEqualTo(US);
      assertThatThrownBy(() -> FolderLock.take(link))
          .isInstanceOf(VigilException.class)
          .hasMessageContaining("is in use by another Vigil (" + US + ")");

      assertThat(isTakenForOthers()).isTrue();
    }
    assertThat(FolderLock.isTaken(folder)).isFalse();
  }

  @Test
  void lockThatNobodyRefersTo_isKeptUntilTheProcessEnds() throws Exception {
    FolderLock.take(folder);

    System.gc();

    assertThat(isTakenForOthers()).isTrue();
  }

  @Test
  void lockGivenBackTwice_isNotTheNextHoldersToLose() {
    FolderLock former = FolderLock.take(folder);
    former.close();
    try (FolderLock next = FolderLock.take(folder)) {

      former.close();

      assertThat(FolderLock.isTaken(folder)).isTrue();
    }
  }

  private boolean isTakenForOthers() throws Exception {
    Process other =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Other.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    return Boolean.parseBoolean(new String(other.getInputStream().readAllBytes(), UTF_8).strip());
  }

  /** What runs in the other process. */
  static final class Other {
    public static void main(String[] args) {
      System.out.println(FolderLock.isTaken(Path.of(args[0])));
    }
  }
}
