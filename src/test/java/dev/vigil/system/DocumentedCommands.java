package dev.vigil.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The commands that a document gives its readers. */
final class DocumentedCommands {
  private static final String VIGIL = "./vigil ";

  private DocumentedCommands() {}

  /** The arguments of each {@code ./vigil} line in a {@code bash} block. */
  static List<List<String>> of(Path document) throws IOException {
    List<List<String>> commands = new ArrayList<>();
    boolean inBash = false;
    for (String line : Files.readAllLines(document, UTF_8)) {
      if (line.startsWith("```")) {
        inBash = line.equals("```bash");
      } else if (inBash && line.startsWith(VIGIL)) {
        String command = line.replaceAll("#.*", "").strip().substring(VIGIL.length());
        commands.add(List.of(command.split(" +")));
      }
    }
    return commands;
  }
}
