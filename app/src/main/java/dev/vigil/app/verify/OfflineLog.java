package dev.vigil.app.verify;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.runtime.BrokerSettings;
import dev.vigil.app.runtime.EmbeddedKafka;
import dev.vigil.app.runtime.FolderLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;

/**
 * The log of a Vigil that does not run: of all that makes a Vigil, only the broker is started, and
 * nothing is written, nor deleted by its age. A Kafka that is not the embedded one is read where it
 * is.
 */
public final class OfflineLog {
  private OfflineLog() {}

  /**
   * Does something with it.
   *
   * @param remedy what to do where a Vigil runs in the folder, for people
   * @param work takes Kafka's address
   * @throws VigilException if there is no log in the folder, or a Vigil has it
   */
  public static <T> T read(VigilConfig config, String remedy, Function<String, T> work) {
    requireNonNull(work, "work is null");
    if (!config.kafka().isEmbedded()) {
      return work.apply(config.kafka().bootstrap());
    }
    Path folder = config.data().folder().resolve("kafka");
    requireLog(folder, remedy);
    try (EmbeddedKafka kafka =
        EmbeddedKafka.start(folder, config.kafka().port(), BrokerSettings.forReading())) {
      return work.apply(kafka.bootstrap());
    }
  }

  /** The broker would make a new, empty one. */
  private static void requireLog(Path folder, String remedy) {
    if (!Files.isDirectory(folder)) {
      throw VigilException.problem(
          "There is no log in "
              + folder
              + ": name the data folder of a Vigil that has run with --data.");
    }
    if (FolderLock.isTaken(folder)) {
      throw VigilException.problem(
          "A Vigil runs in "
              + folder.getParent()
              + " ("
              + FolderLock.holder(folder)
              + "): "
              + remedy
              + ".");
    }
  }
}
