package dev.vigil.app.replay;

import static java.util.Objects.requireNonNull;

import java.nio.file.Path;

/**
 * What is to be replayed.
 *
 * @param path of the recording
 * @param patients at most so many, in the order of their ids
 * @param verify whether to refold the log at the end
 * @param fresh whether to throw away what an unfinished replay has left
 * @param lockstep whether the recorded clock waits for what each of its moves calls for
 * @param stepHours after how many recorded hours each it stops; 0 for never
 */
public record ReplayOptions(
    Path path, int patients, boolean verify, boolean fresh, boolean lockstep, int stepHours) {
  public ReplayOptions {
    requireNonNull(path, "path is null");
  }

  /** A name for the world of this replay: the same recording and patients go on in it. */
  String worldName() {
    Path last = path.toAbsolutePath().normalize().getFileName();
    String name = last == null ? "recording" : last.toString().replaceAll("[^A-Za-z0-9._-]", "_");
    return name + (patients == Integer.MAX_VALUE ? "-all" : "-" + patients);
  }
}
