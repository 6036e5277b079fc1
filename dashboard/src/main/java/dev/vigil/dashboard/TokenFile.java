package dev.vigil.dashboard;

import dev.vigil.dashboard.access.OwnerOnly;
import dev.vigil.dashboard.access.Secrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file that holds the server's token: one line, {@code name token}, mode 0600. The server makes
 * it at its first start; the command line reads it.
 */
public final class TokenFile {
  private static final int SHORTEST = 32;

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
    Token token = new Token(name, Secrets.random());
    try {
      OwnerOnly.create(file);
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
      OwnerOnly.require(file);
      String[] parts = Files.readString(file).trim().split(" ", -1);
      if (parts.length != 2 || parts[1].length() < SHORTEST) {
        throw new IllegalStateException(
            "token file " + file + " is damaged, expected 'name token': delete it and start again");
      }
      return new Token(parts[0], parts[1]);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "token file " + file + " can't be read: is Vigil started, with this data folder?", e);
    }
  }
}
