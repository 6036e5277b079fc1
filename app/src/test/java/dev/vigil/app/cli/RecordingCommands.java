package dev.vigil.app.cli;

import dev.vigil.app.cli.FakeServer.Ran;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs commands whose {@code --data} is a recording. */
final class RecordingCommands {
  private RecordingCommands() {}

  /**
   * As {@link FakeServer#vigil}, without a server.
   *
   * @param folder in which Vigil may write
   */
  static Ran vigil(Path folder, String... args) {
    return vigil(folder, new ModelCommand(), args);
  }

  /** The same of another command than {@code model}. */
  static Ran vigil(Path folder, VigilCommand command, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.addAll(List.of("--set", "data.folder=" + folder.resolve("vigil-data")));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Vigil.commandLine(command)
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(all.toArray(String[]::new));
    return new Ran(code, out.toString(), err.toString());
  }
}
