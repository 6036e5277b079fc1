package dev.vigil.models.trees;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.util.Arrays;
import java.util.BitSet;

/**
 * Reads a model as XGBoost writes it with {@code save_model("….json")}: gradient boosted trees for
 * two classes, whose sum is the log-odds, or for an amount, whose sum it is. XGBoost compares and
 * sums in float, Vigil compares the same floats and sums in double: results agree to about 1e-6.
 *
 * @see <a href="https://xgboost.readthedocs.io/en/stable/tutorials/saving_model.html">XGBoost, JSON
 *     schema of a model</a>
 */
final class XgboostJson {
  private static final String LOGISTIC = "binary:logistic";
  private static final String SQUARED_ERROR = "reg:squarederror";

  /** As Tribuo trains: a tree of each class a round. */
  private static final String SOFTMAX = "multi:softprob";

  private static final String BOOSTER = "gbtree";

  /** How far from 0 the mean of two logits may lie, as a part of their distance: float's digits. */
  private static final double AROUND = 1e-4;

  /** What the sum of the trees is. */
  enum Sum {
    /** Log-odds of the positive class. */
    LOG_ODDS,
    /** The predicted amount in its own unit. */
    AMOUNT
  }

  private final JsonNode learner;

  private XgboostJson(JsonNode learner) {
    this.learner = learner;
  }

  /**
   * Adds the trees of one model to an ensemble.
   *
   * @param share by which its sum is multiplied: of several models, each counts for its part
   * @throws IOException if it is not such a model; the message says what is wrong
   */
  static void addTo(TreeEnsembleBuilder ensemble, byte[] json, Sum sum, double share)
      throws IOException {
    new XgboostJson(field(Json.mapper().readTree(json), "learner")).add(ensemble, sum, share);
  }

  private void add(TreeEnsembleBuilder ensemble, Sum sum, double share) throws IOException {
    JsonNode booster = field(learner, "gradient_booster");
    require("booster", field(booster, "name").asText(), BOOSTER);
    JsonNode model = field(booster, "model");
    String objective = field(field(learner, "objective"), "name").asText();
    if (sum == Sum.LOG_ODDS && objective.equals(SOFTMAX)) {
      addOfTwoClasses(ensemble, model, share);
      return;
    }
    require("objective", objective, sum == Sum.LOG_ODDS ? LOGISTIC : SQUARED_ERROR);
    ensemble.addBase(share * (sum == Sum.LOG_ODDS ? logOdds(baseScore()) : baseAmount()));
    for (JsonNode tree : field(model, "trees")) {
      ensemble.tree(new Tree(tree, share, new BitSet()).add(ensemble, 0));
    }
  }

  /** Log-odds of two classes are the difference of their sums. */
  private void addOfTwoClasses(TreeEnsembleBuilder ensemble, JsonNode model, double share)
      throws IOException {
    require("num_class", field(field(learner, "learner_model_param"), "num_class").asText(), "2");
    ensemble.addBase(share * baseOfTwoClasses());
    JsonNode classes = field(model, "tree_info");
    JsonNode trees = field(model, "trees");
    for (int i = 0; i < trees.size(); i++) {
      double sign = classes.path(i).asInt() == 1 ? 1 : -1;
      ensemble.tree(new Tree(trees.get(i), sign * share, new BitSet()).add(ensemble, 0));
    }
  }

  private static void require(String what, String found, String expected) throws IOException {
    if (!found.equals(expected)) {
      throw new IOException(
          what + " is \"" + found + "\", expected \"" + expected + "\", which alone can be served");
    }
  }

  /** A probability. */
  private double baseScore() throws IOException {
    double score = baseAmount();
    if (score > 0 && score < 1) {
      return score;
    }
    throw new IOException("base_score is \"" + score + "\", expected a number between 0 and 1");
  }

  /** A finite number, since XGBoost 3 in brackets. */
  private double baseAmount() throws IOException {
    double[] bases = bases();
    if (bases.length == 1) {
      return bases[0];
    }
    throw wrongBase("a finite number");
  }

  /**
   * Log-odds before the first tree. A number for both classes cancels out; since XGBoost 3.1 each
   * has its own, estimated as logits around 0. What a person has set may mean something else.
   *
   * @see <a href="https://github.com/dmlc/xgboost/issues/12426">XGBoost, issue 12426</a>
   */
  private double baseOfTwoClasses() throws IOException {
    double[] bases = bases();
    if (bases.length == 1) {
      return 0;
    }
    double difference = bases.length == 2 ? bases[1] - bases[0] : Double.NaN;
    if (difference == 0 || Math.abs(bases[0] + bases[1]) <= AROUND * Math.abs(difference)) {
      return difference;
    }
    throw wrongBase("one number for both classes, or two around 0: train with binary:logistic");
  }

  private double[] bases() throws IOException {
    try {
      String[] bases = baseText().replaceAll("[\\[\\]]", "").split(",", -1);
      double[] numbers = Arrays.stream(bases).mapToDouble(Double::parseDouble).toArray();
      if (Arrays.stream(numbers).allMatch(Double::isFinite)) {
        return numbers;
      }
    } catch (NumberFormatException e) {
      // said below
    }
    throw wrongBase("a finite number");
  }

  private String baseText() throws IOException {
    return field(field(learner, "learner_model_param"), "base_score").asText();
  }

  private IOException wrongBase(String expected) throws IOException {
    return new IOException("base_score is \"" + baseText() + "\", expected " + expected);
  }

  private static double logOdds(double probability) {
    return Math.log(probability / (1 - probability));
  }

  static JsonNode field(JsonNode node, String name) throws IOException {
    JsonNode found = node.path(name);
    if (found.isMissingNode()) {
      throw new IOException("field " + name + " is missing, expected a JSON model of XGBoost");
    }
    return found;
  }

  /**
   * One tree: parallel arrays, node 0 its root.
   *
   * @param added nodes, each of which has one above it at most: else a file of some KB could stand
   *     for a tree that no machine has room for
   */
  private record Tree(JsonNode tree, double share, BitSet added) {
    /** Ten times as deep as XGBoost grows a tree if nothing else is asked for. */
    private static final int DEEPEST = 60;

    int add(TreeEnsembleBuilder ensemble, int root) throws IOException {
      return add(ensemble, root, 0);
    }

    private int add(TreeEnsembleBuilder ensemble, int node, int depth) throws IOException {
      if (depth > DEEPEST) {
        throw new IOException("a tree is deeper than " + DEEPEST + " nodes or runs in a circle");
      }
      int left = at("left_children", node).asInt();
      if (added.get(node)) {
        throw new IOException("node " + node + " of a tree is below two others, expected one");
      }
      added.set(node);
      float condition = (float) at("split_conditions", node).asDouble();
      if (left < 0) {
        return ensemble.leaf(share * condition, cover(node));
      }
      if (at("split_type", node).asInt() != 0) {
        throw new IOException("a node splits by category, expected numbers only");
      }
      int below = add(ensemble, left, depth + 1);
      int other = add(ensemble, at("right_children", node).asInt(), depth + 1);
      boolean unknownBelow = at("default_left", node).asBoolean();
      int input = at("split_indices", node).asInt();
      try {
        return ensemble.split(input, condition, below, other, unknownBelow);
      } catch (IllegalArgumentException e) {
        throw new IOException(e.getMessage(), e);
      }
    }

    /** Sums of Hessians can be 0 in float where all rows are certain. */
    private double cover(int node) throws IOException {
      return Math.max(at("sum_hessian", node).asDouble(), Float.MIN_NORMAL);
    }

    private JsonNode at(String array, int index) throws IOException {
      JsonNode found = field(tree, array).path(index);
      if (found.isMissingNode()) {
        throw new IOException("array " + array + " of a tree has no entry " + index);
      }
      return found;
    }
  }
}
