package dev.vigil.app.world;

import static dev.vigil.app.config.VigilConfig.Store.DEFAULT_DATABASE;
import static dev.vigil.app.config.VigilConfig.StoreKind.EMBEDDED;
import static dev.vigil.app.config.VigilConfig.StoreKind.INFLUXDB;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.config.VigilConfig.StoreKind;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.files.OneLineFile;
import dev.vigil.history.HistoryStore;
import dev.vigil.history.HistoryStores;
import dev.vigil.history.StoreUnavailableException;
import dev.vigil.schemas.fold.Ticks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which store a data folder has: chosen once and remembered there, so that a configured InfluxDB
 * that doesn't answer is "store down" and never silently replaced. What is recorded, or was never
 * told to be in an InfluxDB, is in a database of its own there: {@code store.database} holds a
 * ward's history. A world goes on where it began.
 */
final class StoreChoice {
  private static final Logger LOG = LoggerFactory.getLogger(StoreChoice.class);

  /** Names the database of this folder alone, where it has one. */
  private static final String OWN_DATABASE = "store.database";

  private static final int RANDOM_DIGITS = 8;

  /** InfluxDB takes 64 letters with what is added. */
  private static final int MOST_OF_THE_NAME = 48;

  private final VigilConfig config;
  private final Path folder;
  private final Ticks.World world;
  private final FolderChoice<StoreKind> choice;

  StoreChoice(VigilConfig config, Path folder, Ticks.World world) {
    this.config = requireNonNull(config, "config is null");
    this.folder = requireNonNull(folder, "folder is null");
    this.world = requireNonNull(world, "world is null");
    this.choice = new FolderChoice<>(folder, "store.kind", "store.kind", StoreKind.class);
  }

  /**
   * Opens the store of this folder.
   *
   * @param askInflux whether a first start may take an InfluxDB that answers, as a demo's may
   * @throws VigilException if the folder began with another store or database, or it can't be
   *     opened
   */
  HistoryStore open(boolean askInflux) {
    boolean chosenHere = config.store().kind() == StoreKind.AUTO;
    boolean begins = choice.begun().isEmpty();
    StoreKind kind = kind(askInflux);
    if (kind == INFLUXDB && begins && (chosenHere || world == Ticks.World.RECORDED)) {
      beginOwnDatabase();
    }
    choice.keep(kind);
    if (kind == INFLUXDB) {
      String database = database();
      if (world == Ticks.World.REAL_TIME && !askInflux) {
        requireMeant(database);
      }
      LOG.info("the history is in the database {} of InfluxDB", database);
      return influx(database);
    }
    try {
      return HistoryStores.embedded(folder.resolve("history"), 0);
    } catch (StoreUnavailableException e) {
      throw VigilException.problem("The embedded store can't start: " + e.getMessage(), e);
    }
  }

  /** A folder that is begun anew gets another one: what a former world left is not its own. */
  private void beginOwnDatabase() {
    Path file = folder.resolve(OWN_DATABASE);
    try {
      if (!Files.exists(file)) {
        String name = ownDatabase();
        influx(name).close(); // one that can't be a name is not kept
        OneLineFile.keep(file, name);
      }
    } catch (IOException e) {
      throw VigilException.problem(
          "The folder " + folder + " can't be written: correct its owner and mode.", e);
    }
  }

  private String ownDatabase() {
    String wards = config.store().database();
    return wards.substring(0, Math.min(wards.length(), MOST_OF_THE_NAME))
        + (world == Ticks.World.RECORDED ? "-replay-" : "-demo-")
        + UUID.randomUUID().toString().substring(0, RANDOM_DIGITS);
  }

  private String database() {
    Path file = folder.resolve(OWN_DATABASE);
    try {
      return Files.exists(file) ? Files.readString(file, UTF_8).strip() : config.store().database();
    } catch (IOException e) {
      throw VigilException.problem("The file " + file + " can't be read: correct its mode.", e);
    }
  }

  /**
   * Whoever configures an InfluxDB, or names a database, expects the ward's history there, and not
   * beside the simulated patients of a demo that was in this folder before.
   */
  private void requireMeant(String database) {
    VigilConfig.Store store = config.store();
    boolean said = store.kind() != StoreKind.AUTO || !store.database().equals(DEFAULT_DATABASE);
    if (said && !store.database().equals(database)) {
      throw VigilException.usage(
          "store.database is "
              + store.database()
              + ", but the folder "
              + folder
              + " began with "
              + database
              + ", a demo's: start with another folder, or set store.database to "
              + database
              + " to go on with the demo's patients.");
    }
  }

  private HistoryStore influx(String database) {
    VigilConfig.Store store = config.store();
    try {
      return HistoryStores.influx(store.url(), store.user(), store.password().value(), database);
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
    try (HistoryStore store = influx(config.store().database())) {
      return store.ping();
    }
  }
}
