package dev.vigil.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** How an embedded QuestDB is set up: small, on the loopback interface, behind a password. */
final class QuestDbSettings {
  private static final String FORMAT_FILE = "vigil-history-format";
  private static final String FORMAT = "1";
  private static final String USER = "vigil";
  private static final String HOST = "127.0.0.1";
  private static final int PASSWORD_BYTES = 24;

  // Errors only: the lines below that level name the SQL, with the patient in it.
  private static final String LOG_CONFIGURATION =
      """
      writers=file
      w.file.class=io.questdb.log.LogRollingFileWriter
      w.file.location=${log.dir}/questdb.log.${date:yyyyMMdd}
      w.file.level=ERROR
      w.file.rollEvery=day
      w.file.rollSize=16m
      w.file.lifeDuration=7d
      w.file.sizeLimit=128m
      """;

  private static final Map<String, String> FIXED =
      Map.ofEntries(
          // One way in, and only for tables that we have made: one that QuestDB makes by itself
          // would not deduplicate.
          Map.entry("http.min.enabled", "false"),
          Map.entry("pg.enabled", "false"),
          Map.entry("line.tcp.enabled", "false"),
          Map.entry("line.udp.enabled", "false"),
          Map.entry("line.auto.create.new.tables", "false"),
          Map.entry("line.auto.create.new.columns", "false"),
          Map.entry("line.log.message.on.error", "false"),
          Map.entry("telemetry.enabled", "false"),
          Map.entry("telemetry.disable.completely", "true"),
          // Few threads, as a broker and the jobs live on the same machine.
          Map.entry("shared.network.worker.count", "1"),
          Map.entry("shared.query.worker.count", "1"),
          Map.entry("shared.write.worker.count", "1"),
          Map.entry("wal.apply.worker.count", "1"),
          Map.entry("cairo.mat.view.enabled", "false"),
          Map.entry("mat.view.refresh.worker.count", "0"),
          Map.entry("view.compiler.worker.count", "0"),
          Map.entry("export.worker.count", "0"),
          // Every column of every open partition takes one page at least: 16 MB by default.
          Map.entry("cairo.writer.data.append.page.size", "262144"),
          Map.entry("cairo.wal.writer.data.append.page.size", "262144"),
          Map.entry("cairo.o3.column.memory.size", "262144"));

  private final int port;
  private final String password;

  private QuestDbSettings(int port, String password) {
    this.port = port;
    this.password = password;
  }

  /** Makes the folder ready and a password that lives as long as this process. */
  static QuestDbSettings prepare(Path folder, int port) throws StoreUnavailableException {
    try {
      Path configuration = Files.createDirectories(folder.resolve("conf"));
      requireFormat(folder.resolve(FORMAT_FILE));
      Files.writeString(configuration.resolve("log.conf"), LOG_CONFIGURATION);
    } catch (IOException e) {
      throw new StoreUnavailableException(
          "the folder "
              + folder
              + " of the embedded store can't be written: "
              + e.getClass().getSimpleName(),
          e);
    }
    byte[] secret = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(secret);
    return new QuestDbSettings(port, Base64.getUrlEncoder().encodeToString(secret));
  }

  private static void requireFormat(Path file) throws IOException, StoreUnavailableException {
    String found = Files.exists(file) ? Files.readString(file).strip() : "";
    // Empty, too, is one whose first start was killed while it wrote this.
    if (found.isEmpty()) {
      Files.writeString(file, FORMAT + "\n");
    } else if (!found.equals(FORMAT)) {
      throw new StoreUnavailableException(
          "the history in "
              + file.getParent()
              + " has format '"
              + found
              + "', this version reads "
              + FORMAT
              + ": start it with the version of Vigil that wrote it",
          null);
    }
  }

  StoreEndpoint endpoint(int actualPort) {
    return new StoreEndpoint("http://" + HOST + ":" + actualPort, USER, password, "vigil");
  }

  /** As the variables that QuestDB prefers to its files, so that no secret lies on the disk. */
  Map<String, String> asVariables() {
    Map<String, String> all = new HashMap<>(FIXED);
    all.put("http.bind.to", HOST + ":" + port);
    all.put("http.user", USER);
    all.put("http.password", password);
    Map<String, String> variables = new HashMap<>();
    all.forEach(
        (key, value) ->
            variables.put("QDB_" + key.replace('.', '_').toUpperCase(Locale.ROOT), value));
    return variables;
  }
}
