package dev.vigil.app.cli;

import dev.vigil.app.config.ConfigReader;
import dev.vigil.app.config.VigilConfig;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command. */
public final class CommonOptions {
  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration (default: vigil.yaml in this folder, if there is one).")
  private @Nullable Path config;

  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "Folder for everything that survives a restart (data.folder).")
  private @Nullable Path data;

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description = "Any key of the configuration, e.g. --set server.port=9090; may be repeated.")
  private Map<String, String> set = new LinkedHashMap<>();

  @Option(names = "--json", description = "Print one JSON object a line.")
  private boolean json;

  // picocli itself acts on it.
  @SuppressWarnings("UnusedVariable")
  @Option(names = "--help", usageHelp = true, description = "Show this help.")
  private boolean help;

  /** Whether the answer is to be JSON. */
  public boolean json() {
    return json;
  }

  /**
   * The configuration that the file, this process's variables and the flags come to.
   *
   * @throws dev.vigil.app.failure.VigilException naming a wrong key or value
   */
  public VigilConfig config() {
    Map<String, String> flags = new LinkedHashMap<>(set);
    if (data != null) {
      flags.put("data.folder", data.toString());
    }
    return config(flags);
  }

  /** The same, but that {@code --data} means something else to the command. */
  VigilConfig configWithoutData() {
    return config(set);
  }

  /** What {@code --data} says. */
  @Nullable Path data() {
    return data;
  }

  private VigilConfig config(Map<String, String> flags) {
    return ConfigReader.read(config, System.getenv(), flags);
  }
}
