package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.runtime.FolderLock;
import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The running Vigil that a command talks to. */
final class ServerOption {
  @Option(
      names = "--server",
      paramLabel = "URL",
      description =
          "Server of the running Vigil, such as http://127.0.0.1:8080 (default: that of the data"
              + " folder's Vigil).")
  private @Nullable URI server;

  @Option(
      names = "--token-file",
      paramLabel = "FILE",
      description = "File with the server's token (default: server.token in the data folder).")
  private @Nullable Path token;

  /** Whether a Vigil is named that need not be the data folder's. */
  boolean isGiven() {
    return server != null;
  }

  /** Whether a Vigil is named, or runs in the data folder. */
  boolean isMeant(VigilConfig config) {
    return isGiven() || FolderLock.isTaken(config.data().folder());
  }

  /**
   * Its client.
   *
   * @throws dev.vigil.app.failure.VigilException if there is no address, or no token
   */
  ServerClient client(VigilConfig config) {
    return ServerClient.of(
        config, server == null ? null : HttpAddress.require("--server", server), token);
  }
}
