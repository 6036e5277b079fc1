package dev.vigil.dashboard;

import static java.nio.file.attribute.PosixFilePermission.OWNER_READ;
import static java.nio.file.attribute.PosixFilePermission.OWNER_WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;

/**
 * The file that holds the server's token: one line, {@code name token}, mode 0600. The server makes
 * it at its first start; the command line reads it.
 */
public final class TokenFile {
  private static final int BYTES = 32;
  private static final Set<PosixFilePermission> OWNER_ONLY = EnumSet.of(OWNER_READ, OWNER_WRITE);

  private TokenFile() {}

  /**
   * The token in the file, a new one for {@code name} if there is no file.
   *
   * @throws IllegalStateException if the file is damaged or others may read it
   * @throws UncheckedIOException if it can't be read or made
   */
  public static Token openOrCreate(Path file, String name) {
    if (Files.exists(file)) {
      return read(file);
    }
    byte[] random = new byte[BYTES];
    new SecureRandom().nextBytes(random);
    Token token = new Token(name, Base64.getUrlEncoder().withoutPadding().encodeToString(random));
    try {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null) {
        Files.createDirectories(folder);
      }
      Files.createFile(file, ownerOnly(file));
      Files.writeString(
          file, token.name() + " " + token.secret() + "\n", StandardOpenOption.TRUNCATE_EXISTING);
      return token;
    } catch (FileAlreadyExistsException e) {
      return read(file);
    } catch (IOException e) {
      throw new UncheckedIOException("token file " + file + " can't be made", e);
    }
  }

  /**
   * The token in the file.
   *
   * @throws IllegalStateException if the file is damaged or others may read it
   * @throws UncheckedIOException if it can't be read
   */
  public static Token read(Path file) {
    try {
      if (isPosix(file) && !OWNER_ONLY.containsAll(Files.getPosixFilePermissions(file))) {
        throw new IllegalStateException(
            "token file " + file + " can be read by others, expected mode 0600: chmod 600 it");
      }
      String[] parts = Files.readString(file).trim().split(" ", -1);
      if (parts.length != 2 || parts[1].length() < BYTES) {
        throw new IllegalStateException(
            "token file " + file + " is damaged, expected 'name token': delete it and start again");
      }
      return new Token(parts[0], parts[1]);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "token file " + file + " can't be read: is Vigil started, with this data folder?", e);
    }
  }

  private static FileAttribute<?>[] ownerOnly(Path file) {
    return isPosix(file)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER_ONLY)}
        : new FileAttribute<?>[0];
  }

  private static boolean isPosix(Path file) {
    return file.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
