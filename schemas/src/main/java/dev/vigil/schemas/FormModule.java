package dev.vigil.schemas;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;

/**
 * Makes data binding use the {@link TokenForm} of the types that have one. Bound by their
 * components, readings would show steps without a unit: ten times the value, and no one would see.
 */
final class FormModule extends SimpleModule {
  private static final long serialVersionUID = 1L;

  FormModule() {
    super("vigil-forms");
    add(ReadingsForm.INSTANCE);
    add(TickForm.INSTANCE);
    add(VectorForm.INSTANCE);
  }

  private <T> void add(TokenForm<T> form) {
    addSerializer(form.type(), new Serializer<>(form));
    addDeserializer(form.type(), new Deserializer<>(form));
  }

  private static final class Serializer<T> extends StdSerializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient TokenForm<T> form;

    Serializer(TokenForm<T> form) {
      super(form.type());
      this.form = form;
    }

    @Override
    public void serialize(T value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      form.write(value, out);
    }
  }

  private static final class Deserializer<T> extends StdDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient TokenForm<T> form;

    Deserializer(TokenForm<T> form) {
      super(form.type());
      this.form = form;
    }

    @Override
    public T deserialize(JsonParser in, DeserializationContext context) throws IOException {
      try {
        Fields.expect(in, JsonToken.START_OBJECT);
        return form.read(in);
      } catch (MalformedRecordException e) {
        throw JsonMappingException.from(in, e.getMessage(), e);
      }
    }
  }
}
