package dev.vigil.models.training;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A machine without what XGBoost's native library needs, as a process of its own. */
class XgboostMissingTest {
  private static final String MISSING =
      "XGBoost's native library can't be loaded: it is for x86-64, and on Linux needs libgomp.so.1"
          + " (Debian and Ubuntu: apt-get install libgomp1)";

  @TempDir private Path folder;

  /** What a training asks first. */
  static final class Asking {
    private Asking() {}

    public static void main(String[] args) {
      try {
        XgboostLearner.requireAvailable();
        System.out.println("loaded");
      } catch (IllegalStateException e) {
        System.out.println("refused: " + e.getMessage());
      }
    }
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void linuxWithoutLibgomp_isToldWhatToInstall() throws Exception {
    Files.createFile(folder.resolve("libgomp.so.1")); // found before the real one, and empty

    assertThat(said(Map.of("LD_LIBRARY_PATH", folder.toString()), List.of()))
        .contains("refused: " + MISSING);
  }

  @Test
  void machineThatItIsNotMadeFor_isToldSo() throws Exception {
    assertThat(said(Map.of(), List.of("-Dos.arch=riscv64"))).contains("refused: " + MISSING);
  }

  private static List<String> said(Map<String, String> environment, List<String> options)
      throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
    command.addAll(options);
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.add(Asking.class.getName());
    ProcessBuilder asking = new ProcessBuilder(command).redirectErrorStream(true);
    asking.environment().putAll(environment);
    return new String(asking.start().getInputStream().readAllBytes(), UTF_8).lines().toList();
  }
}
