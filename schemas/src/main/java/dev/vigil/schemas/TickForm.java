package dev.vigil.schemas;

import static dev.vigil.schemas.Fields.integer;
import static dev.vigil.schemas.Fields.once;
import static dev.vigil.schemas.Fields.present;
import static dev.vigil.schemas.Fields.text;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** Ticks. */
final class TickForm implements TokenForm<Tick> {
  static final TickForm INSTANCE = new TickForm();

  private TickForm() {}

  @Override
  public Class<Tick> type() {
    return Tick.class;
  }

  @Override
  public void write(Tick tick, JsonGenerator out) throws IOException {
    out.writeStartObject();
    out.writeNumberField("tick", tick.second());
    out.writeStringField("writer", tick.writer());
    out.writeEndObject();
  }

  @Override
  public Tick read(JsonParser in) throws IOException, MalformedRecordException {
    Long second = null;
    String writer = null;
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String field = in.currentName();
      in.nextToken();
      switch (field) {
        case "tick" -> second = once(second, integer(in), field);
        case "writer" -> writer = once(writer, text(in), field);
        default -> in.skipChildren();
      }
    }
    return new Tick(present(second, "tick"), present(writer, "writer"));
  }
}
