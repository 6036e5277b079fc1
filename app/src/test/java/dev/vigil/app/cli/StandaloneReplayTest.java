package dev.vigil.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.cli.FakeServer.Ran;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.runtime.FolderLock;
import dev.vigil.simulator.recordings.GeneratedRecording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A replay in a world of its own, before there is one; the rest is tested with whole worlds. */
class StandaloneReplayTest {
  @TempDir private Path folder;

  /** Of two that begin at once the later one wrote its recording's name over the first one's. */
  @Test
  void folderThatAnotherReplayHas_isLeftAsItIs() throws IOException {
    // given
    Path stays = folder.resolve("stays");
    GeneratedRecording.write(stays, 3, 1);
    Path data = folder.resolve("data");
    Path world = Files.createDirectories(data.resolve("replays").resolve("stays-3"));
    Path recording = Files.writeString(world.resolve("replay.recording"), "another\n");

    // when
    Ran ran;
    try (FolderLock running = FolderLock.take(world)) {
      ran =
          FakeServer.vigil(
              data,
              new ReplayCommand(),
              "replay",
              stays.toString(),
              "--standalone",
              "--patients",
              "3");
    }

    // then
    assertThat(ran.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(ran.err()).contains("is in use by another Vigil");
    assertThat(recording).hasContent("another");
  }
}
