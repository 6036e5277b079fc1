package dev.vigil.schemas;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Scores, of which there are ten for each vector; their fields in the order of the names. */
final class ScoreForm implements TokenForm<Score> {
  static final ScoreForm INSTANCE = new ScoreForm();

  private ScoreForm() {}

  @Override
  public Class<Score> type() {
    return Score.class;
  }

  @Override
  public void write(Score score, JsonGenerator out) throws IOException {
    out.writeStartObject();
    writeContributions(score, out);
    Explanation explanation = score.explanation();
    if (explanation != null) {
      out.writeFieldName("explanation");
      ExplanationForm.INSTANCE.write(explanation, out);
    }
    writeNumber("high", score.high(), out);
    out.writeNumberField("known", score.known());
    writeNumber("low", score.low(), out);
    writeNames("missing", score.missing(), out);
    out.writeStringField("model", score.model());
    out.writeStringField("outcome", score.outcome().wireName());
    out.writeStringField("patient", score.patient());
    writeNumber("raw", score.raw(), out);
    if (score.reason() != null) {
      out.writeStringField("reason", score.reason());
    }
    writeNames("stale", score.stale(), out);
    writeNumber("value", score.value(), out);
    out.writeStringField("vector", score.vector().toString());
    out.writeStringField("version", score.version());
    out.writeEndObject();
  }

  private static void writeContributions(Score score, JsonGenerator out) throws IOException {
    if (score.contributions().isEmpty()) {
      return;
    }
    out.writeObjectFieldStart("contributions");
    for (var contribution : score.contributions().entrySet()) {
      out.writeNumberField(contribution.getKey(), contribution.getValue());
    }
    out.writeEndObject();
  }

  /** A number that may be unknown, which then isn't written. */
  static void writeNumber(String field, @Nullable Double value, JsonGenerator out)
      throws IOException {
    if (value != null) {
      out.writeNumberField(field, value);
    }
  }

  private static void writeNames(String field, List<String> names, JsonGenerator out)
      throws IOException {
    if (names.isEmpty()) {
      return;
    }
    out.writeArrayFieldStart(field);
    for (String name : names) {
      out.writeString(name);
    }
    out.writeEndArray();
  }

  @Override
  public Score read(JsonParser in) throws IOException, MalformedRecordException {
    ScoreFields fields = new ScoreFields();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String field = in.currentName();
      in.nextToken();
      fields.take(field, in);
    }
    return fields.score();
  }
}
