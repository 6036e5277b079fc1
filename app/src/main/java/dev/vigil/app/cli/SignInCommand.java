package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.world.Address;
import dev.vigil.dashboard.access.Role;
import dev.vigil.schemas.Json;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil sign-in}. */
@Command(
    name = "sign-in",
    description =
        "Print a link to the board of the running Vigil that signs in once, within ten minutes.")
public final class SignInCommand extends VigilCommand {
  @Option(
      names = "--name",
      paramLabel = "NAME",
      description =
          "Who it is for; stands beside everything that is done there (default:"
              + " ${DEFAULT-VALUE}).")
  private String name = "vigil";

  @Option(
      names = "--role",
      paramLabel = "ROLE",
      split = ",",
      description = "As what: ${COMPLETION-CANDIDATES} (default: all of them).")
  private List<Role> roles = List.of();

  @Mixin private WardsOption only = new WardsOption();

  @Option(names = "--page", description = "The board or the 3D ward: / or /ward.html.")
  private String page = "/";

  @Override
  protected int run(VigilConfig config, Output output) {
    ObjectNode invitation = Json.mapper().createObjectNode().put("name", name);
    List<String> wards = only.wards();
    List<Role> given = roles.isEmpty() && !wards.isEmpty() ? List.of(Role.values()) : roles;
    if (!given.isEmpty()) {
      invitation.set("roles", Json.mapper().valueToTree(given));
    }
    if (!wards.isEmpty()) {
      invitation.set("wards", Json.mapper().valueToTree(wards));
    }
    JsonNode link = ServerClient.of(config).send("POST", "/api/sign-in-links", invitation);
    String address =
        Address.find(config.data().folder()).resolve(page)
            + "#sign-in="
            + link.path("code").asText();
    output.print(
        address, Map.of("link", address, "name", name, "seconds", link.path("seconds").asInt()));
    return DONE;
  }
}
