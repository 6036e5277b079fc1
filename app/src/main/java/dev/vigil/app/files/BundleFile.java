package dev.vigil.app.files;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A file that is there whole or not at all, whatever happens while it is written. */
public final class BundleFile {
  private final Path file;
  private final Path folder;
  private final String option;

  private BundleFile(Path file, Path folder, String option) {
    this.file = file;
    this.folder = folder;
    this.option = option;
  }

  /**
   * A file that is to be written later; whether it can be is found out now.
   *
   * @throws VigilException if it is a folder or a device, or its folder can't be written
   */
  public static BundleFile at(Path file) {
    return at(file, "the bundle", "--out");
  }

  /**
   * A file with something else in it.
   *
   * @param what is to be in it, for people
   * @param option by which the file was given
   */
  public static BundleFile at(Path file, String what, String option) {
    Path absolute = target(requireNonNull(file, "file is null"));
    Path folder = absolute.getParent();
    if (folder == null || Files.isDirectory(absolute)) {
      throw VigilException.usage(file + " is a folder: expected a file to write " + what + " to.");
    }
    if (Files.exists(absolute) && !Files.isRegularFile(absolute)) {
      // It would be replaced for everybody on this machine, /dev/null as well.
      throw VigilException.usage(
          file + " is a device or a pipe: expected an ordinary file to write " + what + " to.");
    }
    try {
      Files.createDirectories(folder);
      if (!Files.isWritable(folder)) {
        throw new IOException("not writable");
      }
    } catch (IOException e) {
      throw unwritable(folder, option, e);
    }
    return new BundleFile(absolute, folder, option);
  }

  /** What a link points to is to be replaced, not the link. */
  private static Path target(Path file) {
    try {
      return file.toRealPath();
    } catch (IOException e) {
      return file.toAbsolutePath().normalize(); // it isn't there yet
    }
  }

  /** The same; null where no file was given. */
  public static @Nullable BundleFile atIfGiven(@Nullable Path file, String what, String option) {
    return file == null ? null : at(file, what, option);
  }

  /**
   * Refuses two options that name one file: the second would take the place of the first.
   *
   * @throws VigilException if they do
   */
  public static void requireTwo(
      String option, @Nullable Path file, String otherOption, @Nullable Path other) {
    if (file != null && other != null && target(file).equals(target(other))) {
      throw VigilException.usage(
          "%s and %s are both %s, expected two files.".formatted(option, otherOption, file));
    }
  }

  /**
   * The bytes of a bundle that is there.
   *
   * @throws VigilException if it can't be read
   */
  public static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw VigilException.problem(
          file
              + " can't be read ("
              + e.getClass().getSimpleName()
              + "); expected a bundle, as ./vigil model train writes it.",
          e);
    }
  }

  /**
   * Writes it, in the place of one that is there.
   *
   * @throws VigilException if it can't be written; one that was there before is still there then
   */
  public void write(byte[] content) {
    write(out -> out.write(content));
  }

  /** Writes what a file is to have. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** As {@link #write(byte[])}, for what is too long to be held in memory. */
  public void write(Content content) {
    try {
      long process = ProcessHandle.current().pid();
      Path beside = folder.resolve("." + file.getFileName() + "." + process + ".part");
      try {
        writeThrough(beside, content);
        Files.move(
            beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(beside);
      }
    } catch (IOException e) {
      throw unwritable(folder, option, e);
    }
  }

  private static void writeThrough(Path path, Content content) throws IOException {
    try (FileChannel channel = open(path);
        OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
      content.writeTo(out);
      out.flush();
      channel.force(true);
    }
  }

  private static FileChannel open(Path path) throws IOException {
    return FileChannel.open(
        path,
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
  }

  private static VigilException unwritable(Path folder, String option, IOException cause) {
    return VigilException.problem(
        "The folder "
            + folder
            + " can't be written ("
            + cause.getClass().getSimpleName()
            + "): give another with "
            + option
            + ", or correct its owner and mode.",
        cause);
  }
}
