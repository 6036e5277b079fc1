package dev.vigil.schemas;

import static dev.vigil.schemas.Fields.expect;
import static dev.vigil.schemas.Fields.integer;
import static dev.vigil.schemas.Fields.once;
import static dev.vigil.schemas.Fields.present;
import static dev.vigil.schemas.Fields.real;
import static dev.vigil.schemas.Fields.text;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Explanations of scores, in {@link ScoreForm}. */
final class ExplanationForm implements TokenForm<Explanation> {
  static final ExplanationForm INSTANCE = new ExplanationForm();

  private ExplanationForm() {}

  @Override
  public Class<Explanation> type() {
    return Explanation.class;
  }

  @Override
  public void write(Explanation explanation, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeArrayFieldStart("inputs");
    for (Explanation.Input input : explanation.inputs()) {
      out.writeStartObject();
      out.writeNumberField("contribution", input.contribution());
      ScoreForm.writeNumber("latest", input.latest(), out);
      out.writeStringField("name", input.name());
      ScoreForm.writeNumber("slope", input.slope(), out);
      ScoreForm.writeNumber("value", input.value(), out);
      out.writeEndObject();
    }
    out.writeEndArray();
    out.writeNumberField("known", explanation.known());
    out.writeEndObject();
  }

  @Override
  public Explanation read(JsonParser in) throws IOException, MalformedRecordException {
    Long known = null;
    List<Explanation.Input> inputs = null;
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String field = in.currentName();
      in.nextToken();
      switch (field) {
        case "known" -> known = once(known, integer(in), field);
        case "inputs" -> inputs = once(inputs, readInputs(in), field);
        default -> in.skipChildren();
      }
    }
    return new Explanation(present(known, "known"), present(inputs, "inputs"));
  }

  private static List<Explanation.Input> readInputs(JsonParser in)
      throws IOException, MalformedRecordException {
    expect(in, JsonToken.START_ARRAY);
    List<Explanation.Input> inputs = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      expect(in, JsonToken.START_OBJECT);
      inputs.add(readInput(in));
    }
    return inputs;
  }

  private static Explanation.Input readInput(JsonParser in)
      throws IOException, MalformedRecordException {
    String name = null;
    Double contribution = null;
    Double value = null;
    Double latest = null;
    Double slope = null;
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String field = in.currentName();
      in.nextToken();
      switch (field) {
        case "name" -> name = once(name, text(in), field);
        case "contribution" -> contribution = once(contribution, real(in), field);
        case "value" -> value = once(value, real(in), field);
        case "latest" -> latest = once(latest, real(in), field);
        case "slope" -> slope = once(slope, real(in), field);
        default -> in.skipChildren();
      }
    }
    return new Explanation.Input(
        present(name, "name"), present(contribution, "contribution"), value, latest, slope);
  }
}
