package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.schemas.Json;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A person's word to one open alert of the running Vigil, as the person saw it. */
abstract class OneAlert extends VigilCommand {
  private static final Pattern SEEN = Pattern.compile("([A-Za-z0-9-]{1,64})/([1-9][0-9]{0,8})");

  private static final int LONGEST_MINUTES = 24 * 60;

  @Parameters(
      index = "0",
      paramLabel = "ID/SEQUENCE",
      description = "The alert as 'vigil alerts' printed it: a later step-up is not covered.")
  private String seen = "";

  @Option(names = "--because", paramLabel = "TEXT", description = "Why, in your words.")
  private @Nullable String because;

  private final String verb;

  /**
   * A word.
   *
   * @param verb of the API
   */
  OneAlert(String verb) {
    this.verb = verb;
  }

  /** Of --minutes; a day is the longest, as the server has it. */
  static int seconds(int minutes) {
    if (minutes < 1 || minutes > LONGEST_MINUTES) {
      throw VigilException.usage(
          "--minutes is " + minutes + ", expected from 1 to " + LONGEST_MINUTES + " (a day).");
    }
    return minutes * 60;
  }

  /** Adds what only this word has. */
  void fill(ObjectNode body) {}

  @Override
  protected final int run(VigilConfig config, Output output) {
    Matcher alert = SEEN.matcher(seen);
    if (!alert.matches()) {
      throw VigilException.usage(
          "'" + seen + "' is no ID/SEQUENCE: take it from the end of a line of ./vigil alerts.");
    }
    ObjectNode body = Json.mapper().createObjectNode();
    body.put("sequence", Integer.parseInt(alert.group(2)));
    if (because != null) {
      body.put("because", because);
    }
    fill(body);
    JsonNode answer =
        ServerClient.of(config).send("POST", "/api/alerts/" + alert.group(1) + "/" + verb, body);
    output.print("The log has it: see what became of it with ./vigil alerts.", answer);
    return DONE;
  }
}
