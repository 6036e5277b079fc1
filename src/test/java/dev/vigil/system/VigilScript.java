package dev.vigil.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The start script {@code ./vigil} as a user runs it, on a data folder and ports of the test's. */
final class VigilScript {
  /** The project's folder, seen from this module's. */
  static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();

  private VigilScript() {}

  /**
   * Starts it in the project's folder.
   *
   * @param data the data folder; what it prints goes to {@code out.txt} and {@code err.txt} in it
   */
  static Process start(Path data, List<String> arguments) throws IOException {
    return startBeside(data, data, arguments);
  }

  /** The same, with what it prints in another folder. */
  static Process startBeside(Path data, Path printed, List<String> arguments) throws IOException {
    Files.createDirectories(data);
    Files.createDirectories(printed);
    List<String> command = new ArrayList<>();
    command.add(PROJECT.resolve("vigil").toString());
    command.addAll(arguments);
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(PROJECT.toFile())
            .redirectOutput(out(printed).toFile())
            .redirectError(err(printed).toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                // Maven has just built it, and must not build it again underneath itself.
                "VIGIL_BUILD", "never",
                "VIGIL_DATA_FOLDER", data.toString(),
                "VIGIL_GATEWAY_PORT", "0",
                "VIGIL_SERVER_PORT", "0"));
    if (!arguments.get(0).equals("demo")) { // whose times are those that users have
      builder.environment().put("VIGIL_JAVA_OPTS", WorldProcess.BRIEF);
    }
    return builder.start();
  }

  static Path out(Path data) {
    return data.resolve("out.txt");
  }

  static Path err(Path data) {
    return data.resolve("err.txt");
  }

  static String said(Path data) throws IOException {
    return Files.readString(out(data), UTF_8) + Files.readString(err(data), UTF_8);
  }
}
