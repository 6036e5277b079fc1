package dev.vigil.system;

import dev.vigil.app.Main;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Commands against the Vigil of a data folder. */
final class ModelCommands {
  private ModelCommands() {}

  /** What a command said and ended with. */
  record Ran(int code, String out, String err) {}

  /** {@code vigil model …}. */
  static Ran run(Path data, String... words) {
    return vigil(data, Stream.concat(Stream.of("model"), Stream.of(words)).toArray(String[]::new));
  }

  /** {@code vigil …}. */
  static Ran vigil(Path data, String... words) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    List<String> all = new ArrayList<>(List.of(words));
    all.addAll(List.of("--data", data.toString()));
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    return new Ran(code, out.toString(), err.toString());
  }
}
