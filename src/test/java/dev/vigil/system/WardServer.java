package dev.vigil.system;

import dev.vigil.dashboard.Access;
import dev.vigil.dashboard.ServerParts;
import dev.vigil.dashboard.ServerSettings;
import dev.vigil.dashboard.Token;
import dev.vigil.dashboard.VigilServer;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.OidcSettings;
import dev.vigil.dashboard.access.Role;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;

/** The real server on any free port, with one clinician who has a password. */
final class WardServer implements AutoCloseable {
  private static final Token TOKEN = new Token("vigil", "v".repeat(43));

  private final Vertx vertx = Vertx.vertx();
  private final Access access;
  private final VigilServer server;

  /**
   * Starts it.
   *
   * @param parts what it serves to those who may come in
   * @param provider at which people can sign in, too; null for none
   */
  WardServer(Function<Access, ServerParts> parts, Duration beat, OidcSettings provider)
      throws Exception {
    Path folder = Files.createTempDirectory("vigil-ward");
    access = Access.of(folder.resolve("users.json"), folder);
    access.users().put(SimulatedWard.NAME, Set.of(Role.CLINICIAN), null, SimulatedWard.PASSWORD);
    ServerSettings settings = ServerSettings.of("127.0.0.1", 0, TOKEN).beating(beat);
    server = done(VigilServer.start(vertx, settings.signingInAt(provider), parts.apply(access)));
  }

  /** A page that signs somebody in. */
  String url(String page, Caller caller) {
    String code = access.links().make(caller, Instant.now().getEpochSecond());
    return "http://127.0.0.1:" + server.port() + page + "#sign-in=" + code;
  }

  @Override
  public void close() throws Exception {
    done(server.close());
    done(vertx.close());
  }

  private static <T> T done(Future<T> future) throws Exception {
    return future.toCompletionStage().toCompletableFuture().get();
  }
}
