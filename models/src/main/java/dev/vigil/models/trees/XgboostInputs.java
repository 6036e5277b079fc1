package dev.vigil.models.trees;

import static dev.vigil.models.trees.XgboostJson.field;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * What XGBoost's JSON says of itself beside its trees, compared with what is said of it: names and
 * number of inputs, and whether a part of its rounds was meant.
 */
final class XgboostInputs {
  private XgboostInputs() {}

  /**
   * Checks a model that was trained elsewhere.
   *
   * @param names of its inputs, in its order
   * @throws IOException naming what doesn't fit
   */
  static void check(byte[] json, List<String> names) throws IOException {
    JsonNode learner = field(read(json), "learner");
    checkNames(learner.path("feature_names"), names);
    int inputs = field(field(learner, "learner_model_param"), "num_feature").asInt();
    if (inputs != names.size()) {
      throw new IOException(
          "the model has %d inputs, the manifest maps %d: list each in the order of training"
              .formatted(inputs, names.size()));
    }
    checkRounds(learner);
  }

  private static JsonNode read(byte[] json) throws IOException {
    try {
      return Json.mapper().readTree(json);
    } catch (JsonProcessingException e) {
      throw new IOException("the model is not JSON: write it with save_model(\"model.json\")", e);
    }
  }

  private static void checkNames(JsonNode stated, List<String> names) throws IOException {
    List<String> own = new ArrayList<>();
    stated.forEach(name -> own.add(name.asText()));
    if (own.isEmpty()) {
      return;
    }
    for (String name : own) {
      if (!names.contains(name)) {
        throw new IOException(
            "the model's input \"%s\" isn't in the manifest: map it to a feature, or train without it"
                .formatted(name));
      }
    }
    for (String name : names) {
      if (!own.contains(name)) {
        throw new IOException(
            "the manifest maps \"%s\", the model has no such input; it has %s"
                .formatted(name, String.join(", ", own)));
      }
    }
    for (int i = 0; i < own.size(); i++) {
      if (!own.get(i).equals(names.get(i))) {
        throw new IOException(
            "input %d of the model is \"%s\", in the manifest it is \"%s\": list them in the model's order"
                .formatted(i + 1, own.get(i), names.get(i)));
      }
    }
  }

  /** Early stopping leaves rounds in the file that Python's predict doesn't use. */
  private static void checkRounds(JsonNode learner) throws IOException {
    String best = learner.path("attributes").path("best_iteration").asText("");
    if (best.isEmpty()) {
      return;
    }
    JsonNode model = field(field(learner, "gradient_booster"), "model");
    int parallel =
        Math.max(1, field(model, "gbtree_model_param").path("num_parallel_tree").asInt(1));
    int classes = Math.max(1, field(field(learner, "learner_model_param"), "num_class").asInt());
    int rounds = field(model, "trees").size() / (parallel * classes);
    int used = number("best_iteration", best) + 1;
    if (used < rounds) {
      throw new IOException(
          "the model has %d rounds, of which early stopping found the first %d best: save those alone, booster[:%d].save_model(\"model.json\")"
              .formatted(rounds, used, used));
    }
  }

  private static int number(String name, String text) throws IOException {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IOException(name + " is \"" + text + "\", expected a whole number", e);
    }
  }
}
