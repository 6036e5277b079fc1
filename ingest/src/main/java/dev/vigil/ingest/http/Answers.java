package dev.vigil.ingest.http;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.vigil.ingest.Reason;
import dev.vigil.ingest.Verdict;
import dev.vigil.ingest.Verdicts;
import dev.vigil.schemas.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** The gateway's answers as JSON. */
final class Answers {
  private interface Fields {
    void write(JsonGenerator out) throws IOException;
  }

  private Answers() {}

  static byte[] verdicts(Verdicts verdicts) {
    return object(
        out -> {
          out.writeNumberField("received", verdicts.each().size());
          for (Verdict.Kind kind : Verdict.Kind.values()) {
            out.writeNumberField(kind.wireName(), verdicts.count(kind));
          }
          out.writeArrayFieldStart("verdicts");
          for (Verdict verdict : verdicts.each()) {
            write(verdict, out);
          }
          out.writeEndArray();
        });
  }

  static byte[] health(String status, @Nullable Reason reason) {
    return object(
        out -> {
          out.writeStringField("status", status);
          if (reason != null) {
            out.writeStringField("reason", reason.code());
          }
        });
  }

  static byte[] problem(HttpProblem problem) {
    return object(
        out -> {
          out.writeStringField("error", problem.code());
          out.writeStringField("detail", problem.detail());
          out.writeStringField("fix", problem.fix());
        });
  }

  private static void write(Verdict verdict, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("verdict", verdict.kind().wireName());
    if (verdict.reason() != null) {
      out.writeStringField("reason", verdict.reason().code());
      out.writeStringField("detail", verdict.detail());
      out.writeStringField("fix", verdict.fix());
    }
    out.writeEndObject();
  }

  private static byte[] object(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = Json.mapper().getFactory().createGenerator(bytes)) {
      out.writeStartObject();
      fields.write(out);
      out.writeEndObject();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory failed", e);
    }
    return bytes.toByteArray();
  }
}
