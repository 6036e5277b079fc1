package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.schemas.Json;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;

/** Changes what holds in the running Vigil, whose policy keeps for ever who did and why. */
abstract class PolicyChanging extends VigilCommand {
  static final String PATH = "/api/policy";

  @Mixin private BecauseOption why = new BecauseOption();

  /**
   * Sends it, and says from when it holds.
   *
   * @param field of the request that changes, {@code rules} or {@code wards}
   * @param after version on which the change was made; null if it doesn't matter
   * @param what for people, such as {@code Rules}
   */
  final int change(
      VigilConfig config,
      Output output,
      String field,
      JsonNode value,
      @Nullable Integer after,
      String what) {
    ObjectNode asked = Json.mapper().createObjectNode().put("because", why.because());
    asked.set(field, value);
    if (after != null) {
      asked.put("after", after);
    }
    JsonNode changed = ServerClient.of(config).send("PUT", PATH, asked);
    JsonNode entry = changed.path("entry");
    Instant from = Instant.ofEpochSecond(entry.path("holdsFrom").asLong());
    int version = entry.path("version").asInt();
    output.print(
        changed.path("appended").asBoolean()
            ? what + " hold from " + from + " on, as version " + version + "."
            : "These " + what.toLowerCase(Locale.ROOT) + " hold already.",
        changed);
    return DONE;
  }
}
