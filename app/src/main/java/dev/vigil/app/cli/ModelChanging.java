package dev.vigil.app.cli;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.dashboard.models.Change;
import dev.vigil.schemas.Json;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** A command that decides something about models of the running Vigil. */
abstract class ModelChanging extends VigilCommand {
  /** A bundle of 64 MiB is sent, checked and stored in less. */
  static final Duration PATIENCE = Duration.ofMinutes(2);

  @Mixin private WhyOption why = new WhyOption();

  /** Does the work. */
  abstract void act(ServerClient server, Output output);

  @Override
  protected final int run(VigilConfig config, Output output) {
    act(ServerClient.of(config), output);
    return DONE;
  }

  /** Why it is decided, if that was said. */
  final @Nullable String because() {
    return why.because();
  }

  /** Sends a decision and says from when it holds. */
  static void decide(ServerClient server, String path, Object asked, Output output) {
    // As it is: a tree would write numbers otherwise, and a proof would have another hash.
    var body = Json.mapper().getNodeFactory().pojoNode(asked);
    Change change = ServerAnswer.as(Change.class, server.send("POST", path, body, PATIENCE));
    output.print(ModelText.sentence(change), change);
  }
}
