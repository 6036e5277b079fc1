package dev.vigil.app.world;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.files.OneLineFile;
import dev.vigil.dashboard.ServerSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * Where the Vigil of a data folder is reached: the file {@code server.url} that it leaves there.
 */
public final class Address {
  private static final String FILE = "server.url";
  private static final String USERS = "users.json";

  private Address() {}

  /** How this machine reaches what listens on a host; a wildcard is reached by loopback. */
  static URI of(String host, int port) {
    boolean wildcard = host.equals("0.0.0.0") || host.equals("::");
    return URI.create(ServerSettings.url(wildcard ? "127.0.0.1" : host, port));
  }

  /** The file of the users: the one that is configured, else the one in the data folder. */
  public static Path users(VigilConfig config, Path folder) {
    String configured = config.server().users();
    return configured.isEmpty() ? folder.resolve(USERS) : Path.of(configured);
  }

  /** Leaves the address. */
  static void leave(Path folder, URI server) {
    try {
      OneLineFile.keep(folder.resolve(FILE), server.toString());
    } catch (IOException e) {
      throw VigilException.problem(
          "The data folder " + folder + " can't be written: correct its owner and mode.", e);
    }
  }

  /**
   * The address of the Vigil that runs, or ran last, in this folder.
   *
   * @throws VigilException if none ever did
   */
  public static URI find(Path folder) {
    try {
      return URI.create(Files.readString(folder.resolve(FILE), UTF_8).strip());
    } catch (NoSuchFileException e) {
      throw VigilException.problem(
          "No Vigil has run in the data folder "
              + folder
              + ": start one with ./vigil up, or name its folder with --data.");
    } catch (IOException | IllegalArgumentException e) {
      throw VigilException.problem(
          "The file " + folder.resolve(FILE) + " doesn't hold an address: start Vigil again.", e);
    }
  }
}
