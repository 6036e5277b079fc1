package dev.vigil.app;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.failure.VigilException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
  @TempDir private Path folder;

  /** In a process of its own: Main sets it for all of one. */
  @Test
  void numbers_haveTheSameDigitsOnEveryMachine() throws Exception {
    ProcessBuilder java =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Duser.language=ar",
            "-Duser.country=EG",
            "-cp",
            System.getProperty("java.class.path"),
            Main.class.getName());
    java.command().addAll(List.of("model", "train", "--data", "recording", "--out", "bundle"));
    java.command().addAll(List.of("--average", "21"));
    java.environment().keySet().removeIf(name -> name.startsWith("VIGIL_"));
    Process egyptian = java.directory(folder.toFile()).redirectErrorStream(true).start();
    egyptian.getOutputStream().close();

    String said = new String(egyptian.getInputStream().readAllBytes(), UTF_8);

    assertThat(egyptian.waitFor()).as(said).isEqualTo(VigilException.USAGE);
    assertThat(said).contains("--average is 21, expected 1 to 20.");
  }
}
