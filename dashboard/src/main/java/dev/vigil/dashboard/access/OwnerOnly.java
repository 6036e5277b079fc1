package dev.vigil.dashboard.access;

import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files that nobody but their owner may read: mode 0600 where the file system knows modes. */
public final class OwnerOnly {
  private static final Set<PosixFilePermission> OWNER = EnumSet.of(OWNER_READ, OWNER_WRITE);

  private OwnerOnly() {}

  /**
   * Checks the mode.
   *
   * @throws IllegalStateException if others may read it
   */
  public static void require(Path file) throws IOException {
    if (isPosix(file) && !OWNER.containsAll(Files.getPosixFilePermissions(file))) {
      throw new IllegalStateException(
          file.getFileName()
              + " can be read by others, expected mode 0600: chmod 600 "
              + file.toAbsolutePath());
    }
  }

  /** Makes a file that must not exist yet. */
  public static void create(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    Files.createFile(file, attributes(file));
  }

  /**
   * Replaces the file as a whole: whoever reads it sees all of the old or all of the new one.
   *
   * @throws UncheckedIOException if it can't be written
   */
  static void write(Path file, byte[] bytes) {
    Path next = file.resolveSibling(file.getFileName() + ".next");
    try {
      Files.deleteIfExists(next);
      create(next);
      Files.write(next, bytes);
      Files.move(next, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      removeHalf(next);
      throw new UncheckedIOException(
          file + " can't be written: see whether its disk is full, and who owns its folder", e);
    }
  }

  /** What was begun must not take the room that is missing. */
  private static void removeHalf(Path next) {
    try {
      Files.deleteIfExists(next);
    } catch (IOException e) {
      // The next write removes it, or says what is wrong.
    }
  }

  private static FileAttribute<?>[] attributes(Path file) {
    return isPosix(file)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
