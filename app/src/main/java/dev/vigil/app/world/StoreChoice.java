package dev.vigil.app.world;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.config.VigilConfig.StoreKind;
import dev.vigil.app.failure.VigilException;
import dev.vigil.history.HistoryStore;
import dev.vigil.history.HistoryStores;
import dev.vigil.history.StoreUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Which store a data folder has: chosen once and remembered there, so that a configured InfluxDB
 * that doesn't answer is "store down" and never silently replaced.
 */
final class StoreChoice {
  private static final String FILE = "store.kind";

  private final VigilConfig config;
  private final Path folder;

  StoreChoice(VigilConfig config, Path folder) {
    this.config = requireNonNull(config, "config is null");
    this.folder = requireNonNull(folder, "folder is null");
  }

  /**
   * Opens the store of this folder.
   *
   * @param askInflux whether a first start may take an InfluxDB that answers
   * @throws VigilException if the folder began with another store, or it can't be opened
   */
  HistoryStore open(boolean askInflux) {
    StoreKind kind = kind(askInflux);
    remember(kind);
    if (kind == StoreKind.INFLUXDB) {
      return influx();
    }
    try {
      return HistoryStores.embedded(folder.resolve("history"), 0);
    } catch (StoreUnavailableException e) {
      throw VigilException.problem("The embedded store can't start: " + e.getMessage(), e);
    }
  }

  private HistoryStore influx() {
    VigilConfig.Store store = config.store();
    try {
      return HistoryStores.influx(
          store.url(), store.user(), store.password().value(), store.database());
    } catch (IllegalArgumentException e) {
      throw VigilException.usage("store.url or store.database: " + e.getMessage() + ".");
    }
  }

  private StoreKind kind(boolean askInflux) {
    StoreKind wanted = config.store().kind();
    Path file = folder.resolve(FILE);
    if (Files.exists(file)) {
      StoreKind begun = remembered(file);
      if (wanted != StoreKind.AUTO && wanted != begun) {
        throw VigilException.usage(
            "store.kind is "
                + name(wanted)
                + ", but the data folder "
                + folder
                + " began with "
                + name(begun)
                + ": set store.kind to "
                + name(begun)
                + ", or start with another data folder.");
      }
      return begun;
    }
    if (wanted != StoreKind.AUTO) {
      return wanted;
    }
    return askInflux && answers() ? StoreKind.INFLUXDB : StoreKind.EMBEDDED;
  }

  private boolean answers() {
    try (HistoryStore store = influx()) {
      return store.ping();
    }
  }

  private static StoreKind remembered(Path file) {
    try {
      return StoreKind.valueOf(Files.readString(file, UTF_8).strip().toUpperCase(Locale.ROOT));
    } catch (IOException | IllegalArgumentException e) {
      throw VigilException.problem(
          "The file " + file + " doesn't name a store: expected embedded or influxdb.", e);
    }
  }

  private void remember(StoreKind kind) {
    try {
      Files.createDirectories(folder);
      Files.writeString(folder.resolve(FILE), name(kind) + "\n", UTF_8);
    } catch (IOException e) {
      throw VigilException.problem(
          "The data folder " + folder + " can't be written: correct its owner and mode.", e);
    }
  }

  private static String name(StoreKind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
