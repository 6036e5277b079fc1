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
   * @param cluster that the command may run on; what it says comes before all of them, or after
   * @throws dev.vigil.app.failure.VigilException naming a wrong key or value
   */
  VigilConfig config(ClusterOption cluster) {
    Map<String, String> flags = new LinkedHashMap<>(cluster.flags());
    flags.putAll(set);
    if (data != null) {
      flags.put("data.folder", data.toString());
    }
    return ConfigReader.read(cluster.presets(), config, System.getenv(), flags);
  }

  /** The same without a cluster, and {@code --data} means something else to the command. */
  VigilConfig configWithoutData() {
    return ConfigReader.read(config, System.getenv(), set);
  }

  /** What {@code --data} says. */
  @Nullable Path data() {
    return data;
  }
}
