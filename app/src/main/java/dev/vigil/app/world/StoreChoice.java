package dev.vigil.app.world;

import static dev.vigil.app.config.VigilConfig.StoreKind.EMBEDDED;
import static dev.vigil.app.config.VigilConfig.StoreKind.INFLUXDB;
import static java.util.Objects.requireNonNull;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.config.VigilConfig.StoreKind;
import dev.vigil.app.failure.VigilException;
import dev.vigil.history.HistoryStore;
import dev.vigil.history.HistoryStores;
import dev.vigil.history.StoreUnavailableException;
import java.nio.file.Path;

/**
 * Which store a data folder has: chosen once and remembered there, so that a configured InfluxDB
 * that doesn't answer is "store down" and never silently replaced.
 */
final class StoreChoice {
  private final VigilConfig config;
  private final Path folder;
  private final FolderChoice<StoreKind> choice;

  StoreChoice(VigilConfig config, Path folder) {
    this.config = requireNonNull(config, "config is null");
    this.folder = requireNonNull(folder, "folder is null");
    this.choice = new FolderChoice<>(folder, "store.kind", "store.kind", StoreKind.class);
  }

  /**
   * Opens the store of this folder.
   *
   * @param askInflux whether a first start may take an InfluxDB that answers
   * @throws VigilException if the folder began with another store, or it can't be opened
   */
  HistoryStore open(boolean askInflux) {
    StoreKind kind = kind(askInflux);
    choice.keep(kind);
    if (kind == INFLUXDB) {
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
    return wanted == StoreKind.AUTO
        ? choice.begun().orElseGet(() -> askInflux && answers() ? INFLUXDB : EMBEDDED)
        : wanted;
  }

  private boolean answers() {
    try (HistoryStore store = influx()) {
      return store.ping();
    }
  }
}
