package dev.vigil.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.cli.FakeServer.Ran;
import dev.vigil.app.failure.VigilException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AlertsBudgetCommandTest {
  @TempDir private Path folder;

  @Test
  void fileThatCannotBeWritten_isRefusedBeforeAnythingIsLookedFor() throws Exception {
    Path recording = Files.createDirectory(folder.resolve("recording-without-patients"));

    Ran ran =
        RecordingCommands.vigil(
            folder,
            new AlertsCommand(),
            "alerts",
            "budget",
            "--data",
            recording.toString(),
            "--per-patient-day",
            "1",
            "--out",
            folder.toString());

    assertThat(ran.code()).isEqualTo(VigilException.USAGE);
    assertThat(ran.err()).contains("is a folder: expected a file to write the rules to");
  }
}
