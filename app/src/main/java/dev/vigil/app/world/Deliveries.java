package dev.vigil.app.world;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.alerting.channels.Delivery;
import dev.vigil.alerting.channels.NotifierMemory;
import dev.vigil.app.failure.VigilException;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.OutputNumber;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The notifier's memory in a file of the data folder, one JSON object a line. Number and delivery
 * are one line, so neither is there without the other; a last line that a kill cut off is as if it
 * had not been.
 */
final class Deliveries implements NotifierMemory, AutoCloseable {
  private static final String FILE = "deliveries.jsonl";

  private final Map<String, OutputNumber> last = new HashMap<>();
  private final Path file;
  private final BufferedWriter out;

  Deliveries(Path folder) {
    file = requireNonNull(folder, "folder is null").resolve(FILE);
    try {
      if (Files.exists(file)) {
        read(Files.readAllLines(file, UTF_8));
      }
      out =
          Files.newBufferedWriter(
              file, UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      out.newLine(); // ends a line that was cut off
      out.flush();
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private void read(List<String> lines) {
    for (String line : lines) {
      try {
        JsonNode entry = Json.mapper().readTree(line);
        last.put(
            key(entry.path("channel").asText(), entry.path("patient").asText()),
            OutputNumber.parse(entry.path("number").asText()));
      } catch (IOException | IllegalArgumentException e) {
        // Cut off by a kill: the transition is told again.
      }
    }
  }

  @Override
  public synchronized @Nullable OutputNumber last(String channel, String patient) {
    return last.get(key(channel, patient));
  }

  @Override
  public synchronized void done(
      String channel, OutputNumber number, AlertTransition transition, Delivery delivery) {
    ObjectNode line = Json.mapper().createObjectNode();
    line.put("channel", channel)
        .put("patient", transition.patient())
        .put("number", number.toString())
        .put("alert", transition.alert())
        .put("sequence", transition.sequence())
        .put("delivered", delivery.delivered())
        .put("attempts", delivery.attempts())
        .put("detail", delivery.detail());
    try {
      out.write(line.toString());
      out.newLine();
      out.flush();
    } catch (IOException e) {
      throw failure(e);
    }
    last.put(key(channel, transition.patient()), number);
  }

  private static String key(String channel, String patient) {
    return channel + "/" + patient;
  }

  private VigilException failure(IOException e) {
    return VigilException.problem(
        "The notifier's memory " + file + " can't be written: is the disk full?", e);
  }

  @Override
  public synchronized void close() throws IOException {
    out.close();
  }
}
