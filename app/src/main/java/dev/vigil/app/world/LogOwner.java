package dev.vigil.app.world;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import dev.vigil.app.files.OneLineFile;
import dev.vigil.app.runtime.KafkaTopics;
import dev.vigil.ingest.ticks.FirstTick;
import dev.vigil.jobs.log.TopicTail;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * That a Kafka of somebody else's holds the log which this world's folders belong to: a log in this
 * process lies in the data folder and can't be another's.
 *
 * @param data folder of the world
 * @param checkpoints folder, which other machines share
 */
public record LogOwner(String bootstrap, Path data, Path checkpoints) {
  /** Names the Kafka cluster in a folder that belongs to it. */
  public static final String FILE = "kafka.cluster";

  public LogOwner {
    requireNonNull(bootstrap, "bootstrap is null");
    requireNonNull(data, "data is null");
    requireNonNull(checkpoints, "checkpoints is null");
  }

  /**
   * Remembers the Kafka in both folders, or holds to it.
   *
   * @param anew whether all jobs begin anew, and miss no checkpoint
   * @throws VigilException if a folder belongs to another Kafka, or the log to another kind of
   *     world, or to another replay, or the folder of checkpoints isn't the one of before
   */
  public void require(Ticks.World kind, boolean anew) {
    Optional<FirstTick> first = FirstTick.of(bootstrap);
    if (first.isPresent() && first.get().world() != kind) {
      throw VigilException.problem(
          "The Kafka at "
              + bootstrap
              + " holds the log of "
              + (kind == Ticks.World.RECORDED ? "a Vigil in real time" : "a replay")
              + ", and times of both in one log would mean nothing: use another Kafka, or delete"
              + " the topics vigil.* there, and what they hold.");
    }
    if (kind == Ticks.World.RECORDED && remembered(data).isEmpty()) {
      requireNew(first.isPresent());
    }
    String cluster = KafkaTopics.clusterId(bootstrap);
    if (!anew) {
      requireCheckpoints(kind);
    }
    requireSame(data, cluster);
    requireSame(checkpoints, cluster);
    remember(checkpoints, cluster);
    remember(data, cluster); // last: from now on the other folder has to be there
  }

  /** For a replay that begins. */
  private void requireNew(boolean ticks) {
    if (ticks) {
      throw VigilException.problem(
          "The Kafka at "
              + bootstrap
              + " holds the log of another replay, or of this one when it was finished: delete its"
              + " topics vigil.*, or use another Kafka.");
    }
    if (hasBegun()) {
      throw VigilException.problem(
          "The Kafka at "
              + bootstrap
              + " holds a log whose ticks are gone by their age, perhaps a ward's: a replay needs"
              + " an empty Kafka, so use another.");
    }
  }

  /** Whether anything was ever written to the log, whatever it still has. */
  private boolean hasBegun() {
    try (TopicTail tail = TopicTail.fromEnd(bootstrap, List.of(Topics.PATIENTS))) {
      return tail.ends(Topics.PATIENTS).values().stream().anyMatch(end -> end > 0);
    }
  }

  /**
   * A shared folder that isn't mounted is an empty one, and all jobs would forget what they know.
   */
  private void requireCheckpoints(Ticks.World kind) {
    if (!checkpoints.startsWith(data)
        && remembered(data).isPresent()
        && remembered(checkpoints).isEmpty()) {
      throw VigilException.problem(
          "The folder "
              + checkpoints
              + " (flink.checkpoints) is not the one that this Vigil had before: is it mounted? To"
              + " begin anew without checkpoints, start it with "
              + (kind == Ticks.World.RECORDED ? "--fresh." : "--rebuild-state."));
    }
  }

  private void requireSame(Path folder, String cluster) {
    Optional<String> before = remembered(folder);
    if (before.isPresent() && !before.get().equals(cluster)) {
      throw VigilException.problem(
          "The folder "
              + folder
              + " belongs to the Kafka cluster "
              + before.get()
              + ", but at "
              + bootstrap
              + " is "
              + cluster
              + ": correct kafka.bootstrap, or start with another folder.");
    }
  }

  private static Optional<String> remembered(Path folder) {
    Path file = folder.resolve(FILE);
    try {
      return Files.exists(file)
          ? Optional.of(Files.readString(file, UTF_8).strip())
          : Optional.empty();
    } catch (IOException e) {
      throw VigilException.problem("The file " + file + " can't be read: correct its mode.", e);
    }
  }

  private static void remember(Path folder, String cluster) {
    try {
      OneLineFile.keep(folder.resolve(FILE), cluster);
    } catch (IOException e) {
      throw VigilException.problem(
          "The folder " + folder + " can't be written: correct its owner and mode.", e);
    }
  }
}
