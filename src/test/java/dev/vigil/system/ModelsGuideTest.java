package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Goes through {@code docs/MODELS.md} as a reader would, one command after the other. Recordings
 * are taken from wherever {@code VIGIL_DATA} says, and what is written goes to a folder of its own.
 */
class ModelsGuideTest {
  private static final Path GUIDE = VigilScript.PROJECT.resolve("docs/MODELS.md");

  /** From this module's folder; `../shared/data` from the project's. */
  private static final Path DATA =
      Path.of(System.getenv().getOrDefault("VIGIL_DATA", "../../../shared/data"));

  @TempDir Path folder;

  @Test
  void commands_oneAfterTheOther_work() throws Exception {
    assumeThat(DATA.resolve("cinc2019-sepsis"))
        .as("left out: recordings are not there (set VIGIL_DATA)")
        .exists();
    List<List<String>> commands = DocumentedCommands.of(GUIDE);
    assertThat(commands).hasSizeGreaterThan(2);

    for (List<String> command : commands) {
      List<String> here = command.stream().map(this::here).toList();
      Path data = folder.resolve("vigil-" + commands.indexOf(command));
      Process process = VigilScript.start(data, here);
      assertThat(process.waitFor(8, TimeUnit.MINUTES)).as("ended: " + here).isTrue();
      assertThat(process.exitValue()).as(VigilScript.said(data)).isZero();
    }

    assertThat(folder.resolve("sepsis.html")).content().contains("</html>", "<svg");
    assertThat(folder.resolve("sepsis-here.zip")).isNotEmptyFile();
  }

  private String here(String argument) {
    String data = DATA.toAbsolutePath().normalize().toString();
    return argument.startsWith("data/")
        ? folder.resolve(argument.substring("data/".length())).toString()
        : argument.replace("../shared/data", data);
  }
}
