package dev.vigil.schemas;

import static dev.vigil.schemas.Fields.expect;
import static dev.vigil.schemas.Fields.integer;
import static dev.vigil.schemas.Fields.once;
import static dev.vigil.schemas.Fields.present;
import static dev.vigil.schemas.Fields.real;
import static dev.vigil.schemas.Fields.text;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.vigil.schemas.Score.Outcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The fields of a score as they come, each of them once, in any order. */
final class ScoreFields {
  private static final KnownWords WORDS = new KnownWords();

  private @Nullable String patient;
  private @Nullable String model;
  private @Nullable String version;
  private @Nullable OutputNumber vector;
  private @Nullable Long known;
  private @Nullable Outcome outcome;
  private @Nullable Double value;
  private @Nullable Double low;
  private @Nullable Double high;
  private @Nullable SortedMap<String, Double> contributions;
  private @Nullable List<String> missing;
  private @Nullable List<String> stale;
  private @Nullable String reason;
  private @Nullable Double raw;
  private @Nullable Explanation explanation;

  /** Takes a field; the parser stands on the first token of its value and is left on the last. */
  void take(String field, JsonParser in) throws IOException, MalformedRecordException {
    switch (field) {
      case "patient" -> patient = once(patient, text(in), field);
      case "model" -> model = once(model, WORDS.text(in), field);
      case "version" -> version = once(version, WORDS.text(in), field);
      case "vector" -> vector = once(vector, OutputNumber.parse(text(in)), field);
      case "known" -> known = once(known, integer(in), field);
      case "outcome" -> outcome = once(outcome, outcome(in), field);
      case "value" -> value = once(value, real(in), field);
      case "low" -> low = once(low, real(in), field);
      case "high" -> high = once(high, real(in), field);
      case "contributions" -> contributions = once(contributions, contributions(in), field);
      case "missing" -> missing = once(missing, names(in), field);
      case "stale" -> stale = once(stale, names(in), field);
      case "reason" -> reason = once(reason, WORDS.text(in), field);
      case "raw" -> raw = once(raw, real(in), field);
      case "explanation" -> explanation = once(explanation, explanation(in), field);
      default -> in.skipChildren();
    }
  }

  Score score() throws MalformedRecordException {
    return new Score(
        present(patient, "patient"),
        present(model, "model"),
        present(version, "version"),
        present(vector, "vector"),
        present(known, "known"),
        present(outcome, "outcome"),
        value,
        low,
        high,
        contributions == null ? Collections.emptySortedMap() : contributions,
        missing == null ? List.of() : missing,
        stale == null ? List.of() : stale,
        reason,
        raw,
        explanation);
  }

  private static Outcome outcome(JsonParser in) throws IOException, MalformedRecordException {
    Outcome named = Outcome.ofWireName(WORDS.text(in));
    if (named == null) {
      throw new MalformedRecordException("malformed", "'outcome' is none of a score's", null);
    }
    return named;
  }

  private static Explanation explanation(JsonParser in)
      throws IOException, MalformedRecordException {
    expect(in, JsonToken.START_OBJECT);
    return ExplanationForm.INSTANCE.read(in);
  }

  private static SortedMap<String, Double> contributions(JsonParser in)
      throws IOException, MalformedRecordException {
    expect(in, JsonToken.START_OBJECT);
    TreeMap<String, Double> numbers = new TreeMap<>();
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      once(numbers.put(name, real(in)), name, "a contribution");
    }
    return FiniteValues.of(numbers, "contribution of");
  }

  private static List<String> names(JsonParser in) throws IOException, MalformedRecordException {
    expect(in, JsonToken.START_ARRAY);
    List<String> names = new ArrayList<>();
    while (in.nextToken() != JsonToken.END_ARRAY) {
      names.add(WORDS.text(in));
    }
    return names;
  }
}
