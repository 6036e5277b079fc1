package dev.vigil.app.alive;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.Priority;
import dev.vigil.schemas.TechnicalAlert;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchMemoryTest {
  private static final TechnicalAlert SILENT =
      TechnicalAlert.raised(null, "vigil", "silent", Priority.HIGH, 1_000, "no answer", "look");

  @TempDir private Path folder;

  @Test
  void memory_outlivesTheProcess() {
    Path file = folder.resolve("watch.json");
    WatchMemory memory = new WatchMemory(file);
    memory.keep(SILENT);
    memory.told("e-mail", SILENT.sequence());

    WatchMemory again = new WatchMemory(file);

    assertThat(again.last()).isEqualTo(SILENT);
    assertThat(again.told("e-mail")).isEqualTo(SILENT.sequence());
  }

  @Test
  void damagedMemory_doesNotKeepAWatchFromWatching() throws Exception {
    for (String damaged : new String[] {"", "{\"last\":{\"subj", "null", "[]"}) {
      Path file = Files.writeString(folder.resolve("watch.json"), damaged);

      WatchMemory memory = new WatchMemory(file);
      assertThat(memory.last()).as(damaged).isNull();

      memory.keep(SILENT);
      assertThat(new WatchMemory(file).last()).isEqualTo(SILENT);
    }
  }
}
