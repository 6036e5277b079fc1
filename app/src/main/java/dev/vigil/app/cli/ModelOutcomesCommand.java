package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.dashboard.outcomes.OutcomeClaim;
import dev.vigil.dashboard.outcomes.Outcomes;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code vigil model outcomes}. */
@Command(
    name = "outcomes",
    description =
        "Tell the running Vigil what really happened, so that it can say how well predictions come"
            + " true. What was told before changes nothing; another statement about the same"
            + " patient and label takes the place of the one before.")
final class ModelOutcomesCommand extends VigilCommand {
  @Parameters(
      paramLabel = "FILE.csv",
      description =
          "With the columns patient, label (what models predict, such as sepsis), occurred (true or"
              + " false) and at (when it occurred, or until when it had not, such as"
              + " 2026-03-01T10:00:00Z).")
  private Path file = Path.of("");

  @Override
  protected int run(VigilConfig config, Output output) {
    List<OutcomeClaim> claims = read();
    ServerClient server = ServerClient.of(config);
    int recorded = 0;
    int known = 0;
    for (int from = 0; from < claims.size(); from += Outcomes.MOST) {
      List<OutcomeClaim> some = claims.subList(from, Math.min(from + Outcomes.MOST, claims.size()));
      JsonNode body = Json.mapper().valueToTree(Map.of("outcomes", some));
      Outcomes.Stated stated =
          ServerAnswer.as(
              Outcomes.Stated.class,
              server.send("POST", "/api/outcomes", body, ModelChanging.PATIENCE));
      recorded += stated.recorded();
      known += stated.known();
    }
    Outcomes.Stated all = new Outcomes.Stated(recorded, known);
    output.print(
        "%d outcomes recorded, %d were known.".formatted(all.recorded(), all.known()), all);
    return DONE;
  }

  private List<OutcomeClaim> read() {
    List<OutcomeClaim> claims = new ArrayList<>();
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().detectBomHeader(true).ofNamedCsvRecord(file)) {
      for (NamedCsvRecord row : rows) {
        claims.add(claim(row));
      }
    } catch (IOException | UncheckedIOException | CsvParseException e) {
      throw VigilException.usage(file + " can't be read as CSV: " + e.getMessage() + ".");
    }
    return claims;
  }

  private OutcomeClaim claim(NamedCsvRecord row) {
    try {
      return new OutcomeClaim(
          row.getField("patient").strip(),
          row.getField("label").strip(),
          occurred(row.getField("occurred").strip()),
          OffsetDateTime.parse(row.getField("at").strip()).toEpochSecond());
    } catch (NoSuchElementException | DateTimeException | IllegalArgumentException e) {
      throw VigilException.usage(
          "%s, line %d: expected patient, label, occurred (true or false), at (such as 2026-03-01T10:00:00Z)."
              .formatted(file, row.getStartingLineNumber()));
    }
  }

  private static boolean occurred(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default -> throw new IllegalArgumentException("neither true nor false");
    };
  }
}
