package dev.vigil.history;

import static dev.vigil.history.Rows.NOON;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;

/** A process with an embedded store that writes rows, says so, and waits to be killed. */
final class EmbeddedStoreProcess {
  static final String WRITTEN = "written";

  private EmbeddedStoreProcess() {}

  static Process start(Path folder, int rows) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
        .filter(argument -> argument.startsWith("--add-opens"))
        .forEach(command::add);
    command.addAll(
        List.of(
            "-Xmx256m", "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path")));
    command.addAll(
        List.of(EmbeddedStoreProcess.class.getName(), folder.toString(), String.valueOf(rows)));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  public static void main(String[] args) throws Exception {
    List<HistoryRow> rows =
        LongStream.range(0, Long.parseLong(args[1]))
            .<HistoryRow>mapToObj(i -> Rows.reading("p-" + i % 50, NOON + i, i, 1, i))
            .toList();
    try (HistoryStore store = HistoryStores.embedded(Path.of(args[0]), 0)) {
      store.write(rows);
      System.out.println(WRITTEN);
      // Ends with the parent, whatever becomes of it.
      while (System.in.read() >= 0) {}
    }
  }
}
