package dev.vigil.app.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** A file of one line by which a folder remembers something, such as what it began with. */
public final class OneLineFile {
  private OneLineFile() {}

  /**
   * Makes the file have this line. One that has it is left alone; else the old line is there until
   * the new one is, however the process or the machine ends.
   *
   * @param file whose folder is made where it is missing
   */
  public static void keep(Path file, String line) throws IOException {
    byte[] content = (line + "\n").getBytes(UTF_8);
    Path absolute = file.toAbsolutePath();
    if (Files.exists(absolute) && Arrays.equals(Files.readAllBytes(absolute), content)) {
      return;
    }
    Files.createDirectories(requireNonNull(absolute.getParent(), "the file has no folder"));
    Path beside = absolute.resolveSibling(absolute.getFileName() + ".new");
    try (FileChannel channel =
        FileChannel.open(
            beside,
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE,
            StandardOpenOption.TRUNCATE_EXISTING)) {
      ByteBuffer left = ByteBuffer.wrap(content);
      while (left.hasRemaining()) {
        channel.write(left);
      }
      channel.force(true);
    }
    Files.move(
        beside, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
