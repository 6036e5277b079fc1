package dev.vigil.alerting.wards;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The plans of all wards that hold at one time. Immutable. */
public final class WardPlans {
  /** No ward calls anybody. */
  public static final WardPlans EMPTY = new WardPlans(Map.of());

  private static final int MOST_WARDS = 1000;
  private static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
          .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
          .withCoercionConfig(
              LogicalType.Textual,
              texts ->
                  texts
                      .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                      .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail))
          .addModule(
              new SimpleModule()
                  .addDeserializer(
                      ZoneId.class, new Parsed<>(ZoneId.class, text -> ZoneId.of(text.toString())))
                  .addDeserializer(Instant.class, new Parsed<>(Instant.class, Instant::parse))
                  .addDeserializer(
                      LocalTime.class, new Parsed<>(LocalTime.class, LocalTime::parse)))
          .build();

  private final Map<String, WardPlan> byWard;

  private WardPlans(Map<String, WardPlan> byWard) {
    this.byWard = Map.copyOf(byWard);
  }

  /**
   * Reads the plans of a policy entry.
   *
   * @param wards an array of plans, each as {@link WardPlan} has it; times of the day as {@code
   *     07:00}
   * @throws RefusedWardsException if one of them can't be taken; then none is
   */
  public static WardPlans parse(JsonNode wards) throws RefusedWardsException {
    if (!wards.isArray() || wards.size() > MOST_WARDS) {
      throw new RefusedWardsException(0, "", "a list of at most " + MOST_WARDS + " plans");
    }
    Map<String, WardPlan> byWard = new TreeMap<>();
    for (int i = 0; i < wards.size(); i++) {
      WardPlan plan = parse(i, wards.get(i));
      if (byWard.put(plan.ward(), plan) != null) {
        throw new RefusedWardsException(i, "ward", "a ward that no other plan has");
      }
    }
    return new WardPlans(byWard);
  }

  private static WardPlan parse(int index, JsonNode node) throws RefusedWardsException {
    if (!node.isObject()) {
      throw new RefusedWardsException(index, "", "a plan of a ward, with fields");
    }
    try {
      return MAPPER.treeToValue(node, WardPlan.class);
    } catch (JsonMappingException e) {
      String path = e.getPath().stream().map(WardPlans::nameOf).collect(Collectors.joining("/"));
      throw new RefusedWardsException(index, path, expected(e));
    } catch (JsonProcessingException | IllegalArgumentException e) {
      throw new RefusedWardsException(index, "", "a plan of a ward, with fields");
    }
  }

  private static String nameOf(JsonMappingException.Reference step) {
    return step.getFieldName() == null ? Integer.toString(step.getIndex()) : step.getFieldName();
  }

  /** The reason of our own constructors; Jackson's own messages quote what was given at length. */
  private static String expected(JsonMappingException e) {
    Throwable cause = e.getCause();
    return cause instanceof IllegalArgumentException || cause instanceof NullPointerException
        ? String.valueOf(cause.getMessage())
        : "a field and a form as in docs/ALERTS.md";
  }

  /** The plan of a ward: its own, or the one for all others, or {@link WardPlan#NONE}. */
  public WardPlan of(String ward) {
    WardPlan own = byWard.get(ward);
    return own != null ? own : byWard.getOrDefault(WardPlan.ANY, WardPlan.NONE);
  }

  /** The plan that Vigil starts with, {@code default-wards.json} beside this class. */
  public static JsonNode defaults() {
    try (InputStream in = WardPlans.class.getResourceAsStream("default-wards.json")) {
      return Json.mapper().readTree(requireNonNull(in, "default-wards.json is missing"));
    } catch (IOException e) {
      throw new UncheckedIOException("default-wards.json can't be read", e);
    }
  }

  /** A value of {@code java.time} from its text. */
  private static final class Parsed<T> extends FromStringDeserializer<T> {
    private static final long serialVersionUID = 1;
    private final transient Function<CharSequence, T> parser;

    Parsed(Class<T> type, Function<CharSequence, T> parser) {
      super(type);
      this.parser = parser;
    }

    @Override
    public T deserialize(JsonParser parser, DeserializationContext context) throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        throw JsonMappingException.from(context, "no text");
      }
      return super.deserialize(parser, context);
    }

    @Override
    protected T _deserialize(String text, DeserializationContext context) throws IOException {
      try {
        return parser.apply(text);
      } catch (DateTimeException e) {
        throw JsonMappingException.from(
            context,
            "no time",
            new IllegalArgumentException("a time in ISO 8601, or a zone such as Europe/Zurich", e));
      }
    }
  }
}
