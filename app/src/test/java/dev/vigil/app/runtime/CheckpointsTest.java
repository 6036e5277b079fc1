package dev.vigil.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointsTest {
  private static final String FIRST = "a".repeat(32);
  private static final String SECOND = "b".repeat(32);
  private static final String THIRD = "c".repeat(32);
  @TempDir private Path root;

  @Test
  void newestComplete_isByTimeAcrossJobIdsAndNeverAnIncompleteOne() throws IOException {
    // given a second life of the job, begun anew with lower numbers, and a checkpoint in the making
    Checkpoints checkpoints = new Checkpoints(root);
    assertThat(checkpoints.newestComplete("features")).isEmpty();
    complete(FIRST, 90, 1_000);
    complete(SECOND, 9, 2_000);
    Path newest = complete(SECOND, 10, 2_000);
    Files.createDirectories(root.resolve("features").resolve(SECOND).resolve("chk-11"));
    Files.createFile(complete(SECOND, 12, 3_000).resolve("_metadata.inprogress"));
    Files.delete(root.resolve("features").resolve(SECOND).resolve("chk-12/_metadata"));

    // when, then
    assertThat(checkpoints.newestComplete("features")).contains(newest.toUri().toString());
  }

  @Test
  void prune_keepsTheNewestAndWhatIsAlive() throws IOException {
    // given
    Checkpoints checkpoints = new Checkpoints(root);
    complete(FIRST, 1, 1_000);
    complete(SECOND, 2, 2_000);
    Path starting =
        Files.createDirectories(root.resolve("features").resolve(THIRD).resolve("shared"));

    // when
    int deleted = checkpoints.prune("features", Set.of(THIRD));

    // then
    assertThat(deleted).isEqualTo(1);
    assertThat(root.resolve("features").resolve(FIRST)).doesNotExist();
    assertThat(root.resolve("features").resolve(SECOND)).exists();
    assertThat(starting).exists();
  }

  @Test
  void forget_leavesNothingOfThatJobOnly() throws IOException {
    // given
    Checkpoints checkpoints = new Checkpoints(root);
    complete(FIRST, 1, 1_000);
    Path other = Files.createDirectories(root.resolve("alerts").resolve(FIRST));

    // when
    checkpoints.forget("features");

    // then
    assertThat(checkpoints.newestComplete("features")).isEmpty();
    assertThat(other).exists();
    assertThatThrownBy(() -> checkpoints.forget("../elsewhere"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private Path complete(String jobId, long number, long millis) throws IOException {
    Path folder = root.resolve("features").resolve(jobId).resolve("chk-" + number);
    Files.createDirectories(folder);
    Path metadata = Files.writeString(folder.resolve("_metadata"), "state");
    Files.setLastModifiedTime(metadata, FileTime.fromMillis(millis));
    return folder;
  }
}
