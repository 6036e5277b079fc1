package dev.vigil.app.replay;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.replay.ReplaySummary.Played;
import dev.vigil.app.runtime.FolderDeletion;
import dev.vigil.app.runtime.FolderLock;
import dev.vigil.app.world.World;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * A replay in a world of its own, with a data folder of its own below the configured one. A replay
 * that was killed is gone on with at the next start; a finished one is begun anew.
 */
public final class Standalone {
  private final VigilConfig config;
  private final ReplayOptions options;
  private final Path folder;
  private final Consumer<String> say;
  private final ReplayFolder own;

  /**
   * A replay of these options.
   *
   * @param say takes a sentence for people now and then
   */
  public Standalone(VigilConfig config, ReplayOptions options, Consumer<String> say) {
    this.options = requireNonNull(options, "options is null");
    this.folder = folder(config, options);
    this.config = ownFolders(config, folder);
    this.own = new ReplayFolder(folder, FolderDeletion::of);
    this.say = requireNonNull(say, "say is null");
  }

  /** Where the world of this replay lies. */
  public static Path folder(VigilConfig config, ReplayOptions options) {
    return config.data().folder().resolve("replays").resolve(options.worldName());
  }

  /** The data folder is below the configured one, the shared checkpoints below the shared ones. */
  private static VigilConfig ownFolders(VigilConfig config, Path folder) {
    String shared = config.flink().checkpoints();
    VigilConfig own = config.withDataFolder(folder);
    return shared.isEmpty()
        ? own
        : own.withCheckpoints(Path.of(shared, "replays").resolve(folder.getFileName()).toString());
  }

  /**
   * Plays, and gives the summary.
   *
   * @param stop is asked where the options stop it
   */
  public ReplaySummary run(ReplayProgress progress, ReplayStop stop) throws InterruptedException {
    Recorded recorded = Recorded.open(options.path(), options.patients());
    Timeline timeline = new Timeline(recorded.patients(), ReplayRun.START);
    Played played = recorded.played(timeline, say);
    PlayedRecording recording = new PlayedRecording(folder, recorded.fingerprint());
    prepare(recording);
    say.accept(
        "Replaying "
            + played.patients()
            + " patients, "
            + played.patientHours()
            + " patient-hours, "
            + timeline.readings()
            + " readings in "
            + folder);
    try (World world = World.recorded(config, ReplayRun.START)) {
      recording.keep(); // another replay may have had the folder before the world took it
      ReplaySummary summary = new ReplayRun(world, timeline, played, options).run(progress, stop);
      world.endJobs();
      own.end();
      return summary;
    } catch (IOException e) {
      throw VigilException.problem("The data folder " + folder + " can't be written.", e);
    }
  }

  /** Nothing of the folder is judged or changed while another process has it. */
  private void prepare(PlayedRecording recording) {
    FolderLock lock = FolderLock.take(folder);
    try (lock) {
      prepareOwn(recording);
    }
  }

  private void prepareOwn(PlayedRecording recording) {
    if (own.isOver() || (options.fresh() && own.hasBegun())) {
      delete();
    } else if (own.hasBegun()) {
      recording.requireSame();
      say.accept("Going on with an unfinished replay; --fresh would begin anew.");
    }
    recording.keep();
  }

  private void delete() {
    String shared = config.flink().checkpoints();
    try {
      own.delete(shared.isEmpty() ? List.of() : List.of(Path.of(shared)));
    } catch (IOException | UncheckedIOException e) {
      throw VigilException.problem(
          "The old replay in "
              + folder
              + (shared.isEmpty() ? "" : " or its checkpoints in " + shared)
              + " can't be deleted: correct its owner and mode.",
          e);
    }
  }
}
