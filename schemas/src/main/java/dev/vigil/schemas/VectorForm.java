package dev.vigil.schemas;

import static dev.vigil.schemas.Fields.expect;
import static dev.vigil.schemas.Fields.expectNumber;
import static dev.vigil.schemas.Fields.integer;
import static dev.vigil.schemas.Fields.once;
import static dev.vigil.schemas.Fields.present;
import static dev.vigil.schemas.Fields.real;
import static dev.vigil.schemas.Fields.text;
import static dev.vigil.schemas.Fields.twice;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Feature vectors, or of these some features alone. */
final class VectorForm implements TokenForm<FeatureVector> {
  static final VectorForm INSTANCE = new VectorForm(null);

  private final @Nullable Set<String> wanted;

  /**
   * A form.
   *
   * @param wanted names of the features that are read; null for all
   */
  VectorForm(@Nullable Set<String> wanted) {
    this.wanted = wanted;
  }

  @Override
  public Class<FeatureVector> type() {
    return FeatureVector.class;
  }

  @Override
  public void write(FeatureVector vector, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeStringField("patient", vector.patient());
    out.writeStringField("definitions", vector.definitions());
    out.writeNumberField("measuredEnd", vector.measuredEnd());
    out.writeNumberField("known", vector.known());
    out.writeObjectFieldStart("values");
    for (var value : vector.values().entrySet()) {
      out.writeNumberField(value.getKey(), value.getValue());
    }
    out.writeEndObject();
    out.writeEndObject();
  }

  @Override
  public FeatureVector read(JsonParser in) throws IOException, MalformedRecordException {
    String patient = null;
    String definitions = null;
    Long measuredEnd = null;
    Long known = null;
    SortedMap<String, Double> values = null;
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String field = in.currentName();
      in.nextToken();
      switch (field) {
        case "patient" -> patient = once(patient, text(in), field);
        case "definitions" -> definitions = once(definitions, text(in), field);
        case "measuredEnd" -> measuredEnd = once(measuredEnd, integer(in), field);
        case "known" -> known = once(known, integer(in), field);
        case "values" -> values = once(values, readValues(in), field);
        default -> in.skipChildren();
      }
    }
    return new FeatureVector(
        present(patient, "patient"),
        present(definitions, "definitions"),
        present(measuredEnd, "measuredEnd"),
        present(known, "known"),
        present(values, "values"));
  }

  private SortedMap<String, Double> readValues(JsonParser in)
      throws IOException, MalformedRecordException {
    expect(in, JsonToken.START_OBJECT);
    FiniteValues.Builder values = new FiniteValues.Builder("feature");
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      if (wanted == null || wanted.contains(name)) {
        if (!values.add(name, real(in))) {
          throw twice("a feature");
        }
      } else {
        expectNumber(in);
      }
    }
    return values.build();
  }
}
