package dev.vigil.app.runtime;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The checkpoints of all jobs under one folder: {@code <jobName>/<jobId>/chk-<number>/_metadata},
 * where Flink makes the last three parts. A job that is submitted anew gets a new id; its name
 * stays.
 *
 * <p>Flink writes {@code _metadata} last and renames it into place, so one that is there is
 * complete.
 */
public final class Checkpoints {
  private static final Pattern JOB_ID = Pattern.compile("[0-9a-f]{32}");
  private static final Pattern NUMBERED = Pattern.compile("chk-(\\d{1,18})");

  private final Path root;

  /** Of the folder that has one folder per job name. */
  public Checkpoints(Path root) {
    this.root = requireNonNull(root, "root is null").toAbsolutePath().normalize();
  }

  private record Found(Path folder, Path jobId, FileTime written, long number) {
    static final Comparator<Found> OLDEST_FIRST =
        Comparator.comparing(Found::written).thenComparingLong(Found::number);
  }

  /** What the job of that name is told as its checkpoint directory: a {@code file:} URI. */
  public String directoryFor(String jobName) {
    return folderOf(jobName).toUri().toString();
  }

  /**
   * The newest complete checkpoint across all ids the job ever had: by the time it was completed,
   * then by number.
   *
   * @return its URI, as {@link FlinkJobs#submit} takes it; empty if there is none
   */
  public Optional<String> newestComplete(String jobName) {
    return newest(jobName).map(found -> found.folder.toUri().toString());
  }

  /** When the newest complete one was completed. */
  public Optional<Instant> newestCompleted(String jobName) {
    return newest(jobName).map(found -> found.written.toInstant());
  }

  /**
   * Deletes what former ids of the job left, all but the newest complete checkpoint's.
   *
   * @param alive ids of jobs that run now or are being started, whose folders stay
   * @return how many folders of former ids were deleted
   */
  public int prune(String jobName, Set<String> alive) {
    Optional<Found> newest = newest(jobName);
    int deleted = 0;
    for (Path jobId : children(folderOf(jobName), JOB_ID)) {
      boolean keep =
          alive.contains(jobId.getFileName().toString())
              || newest.map(found -> found.jobId.equals(jobId)).orElse(true);
      if (!keep) {
        delete(jobId);
        deleted++;
      }
    }
    return deleted;
  }

  /** Forgets all checkpoints of the job: its next start begins anew. */
  public void forget(String jobName) {
    Path folder = folderOf(jobName);
    if (Files.isDirectory(folder)) {
      delete(folder);
    }
  }

  private Path folderOf(String jobName) {
    Path folder = root.resolve(requireNonNull(jobName, "jobName is null")).normalize();
    if (!root.equals(folder.getParent())) {
      throw new IllegalArgumentException("job name \"" + jobName + "\" is not a folder's name");
    }
    return folder;
  }

  private Optional<Found> newest(String jobName) {
    List<Found> complete = new ArrayList<>();
    for (Path jobId : children(folderOf(jobName), JOB_ID)) {
      for (Path chk : children(jobId, NUMBERED)) {
        complete(jobId, chk).ifPresent(complete::add);
      }
    }
    return complete.stream().max(Found.OLDEST_FIRST);
  }

  private static Optional<Found> complete(Path jobId, Path folder) {
    try {
      BasicFileAttributes metadata =
          Files.readAttributes(folder.resolve("_metadata"), BasicFileAttributes.class);
      long number = Long.parseLong(folder.getFileName().toString().substring("chk-".length()));
      return metadata.size() == 0
          ? Optional.empty()
          : Optional.of(new Found(folder, jobId, metadata.lastModifiedTime(), number));
    } catch (IOException e) {
      // Not complete, or just deleted by Flink because a newer one is.
      return Optional.empty();
    }
  }

  private static List<Path> children(Path folder, Pattern name) {
    try (var children = Files.list(folder)) {
      return children.filter(c -> name.matcher(c.getFileName().toString()).matches()).toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException | UncheckedIOException e) {
      throw VigilException.problem(
          "The checkpoints in " + folder + " can't be read: correct the folder's owner and mode.",
          e);
    }
  }

  private static void delete(Path folder) {
    try {
      FolderDeletion.of(folder);
    } catch (IOException e) {
      throw VigilException.problem(
          "The old checkpoint folder " + folder + " can't be deleted: correct its owner and mode.",
          e);
    }
  }
}
