package dev.vigil.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.schemas.AuditEntry;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code vigil audit}. */
@Command(
    name = "audit",
    description =
        "Who saw and did what in the running Vigil, the newest last; at most the newest 10,000.")
public final class AuditCommand extends VigilCommand {
  @Option(
      names = "--from",
      paramLabel = "TIME",
      converter = InstantOption.class,
      description = "Not before, such as 2026-03-01T10:00:00Z.")
  private @Nullable Instant from;

  @Option(
      names = "--to",
      paramLabel = "TIME",
      converter = InstantOption.class,
      description = "Not after.")
  private @Nullable Instant to;

  @Option(names = "--by", paramLabel = "NAME", description = "Only what this user did.")
  private @Nullable String by;

  @Option(
      names = "--subject",
      paramLabel = "ID",
      description = "Only what was about this patient, alert, bundle or model version.")
  private @Nullable String subject;

  @Override
  protected int run(VigilConfig config, Output output) {
    List<String> query = new ArrayList<>();
    add(query, "from", from == null ? null : Long.toString(from.getEpochSecond()));
    add(query, "to", to == null ? null : Long.toString(to.getEpochSecond()));
    add(query, "by", by);
    add(query, "subject", subject);
    String path = "/api/audit" + (query.isEmpty() ? "" : "?" + String.join("&", query));
    JsonNode entries = ServerClient.of(config).get(path).path("entries");
    output.list(
        ServerAnswer.list(AuditEntry.class, entries),
        AuditCommand::line,
        "Nothing was written down.");
    return DONE;
  }

  private static void add(List<String> query, String name, @Nullable String value) {
    if (value != null) {
      query.add(name + "=" + URLEncoder.encode(value, UTF_8));
    }
  }

  private static String line(AuditEntry entry) {
    return "%s  %s  %s%s  %d%s"
        .formatted(
            Instant.ofEpochSecond(entry.at()),
            entry.by(),
            entry.action(),
            entry.subject() == null ? "" : " " + entry.subject(),
            entry.status(),
            entry.from() == null ? "" : "  from " + entry.from());
  }
}
