package dev.vigil.app.world;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.history.HistoryStore;
import java.nio.file.Path;

/**
 * What the parts of a world stand on.
 *
 * @param folder the data folder, absolute
 * @param bootstrap Kafka's address, whose topics are there
 */
record Foundation(
    VigilConfig config, Path folder, String bootstrap, WorldClock clock, HistoryStore store) {
  Foundation {
    requireNonNull(config, "config is null");
    requireNonNull(folder, "folder is null");
    requireNonNull(bootstrap, "bootstrap is null");
    requireNonNull(clock, "clock is null");
    requireNonNull(store, "store is null");
  }
}
