package dev.vigil.bench.scoring;

import dev.vigil.bench.paired.Bench;
import dev.vigil.bench.paired.Comparison;
import dev.vigil.bench.paired.Comparison.Check;
import dev.vigil.bench.paired.Comparison.Ratio;
import dev.vigil.bench.paired.Effort;
import dev.vigil.bench.paired.Report;
import dev.vigil.bench.paired.Session;
import dev.vigil.bench.paired.Target;
import dev.vigil.bench.paired.ThreadMeter;
import dev.vigil.bench.paired.Verdict;
import dev.vigil.bench.paired.Work;
import dev.vigil.models.bundles.BundleException;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.risk.Predictor;
import dev.vigil.models.scores.Model;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostModel;

/** {@code scoring}: what a score costs, of models of 100 features and 100 trees of depth 6. */
public final class ScoringBench implements Bench {
  private static final double MOST_OF_TRIBUO = 0.15;
  private static final double MOST_OF_SCORE = 5;

  /** The docs speak of 25: alerts alone have them, so more would still do. */
  private static final double MOST_OF_SHAPLEY = 30;

  private static final double LEAST_VECTORS = 20_000;
  private static final double MOST_LOAD_MS = 1_000;
  private static final double FLOAT = 1e-6;
  private static final double DOUBLE = 1e-9;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final OutputNumber NUMBER = new OutputNumber(1, 2, 3);

  @Override
  public String name() {
    return "scoring";
  }

  @Override
  public String about() {
    return "Scores of trees: ours against Tribuo's own, with explanation, with JSON.";
  }

  @Override
  public Verdict run(boolean quick, Report report) {
    Session session =
        new Session(name(), quick ? Effort.QUICK : Effort.FULL, ThreadMeter.ofThisJvm(), report);
    DrawnRows rows = new DrawnRows();
    byte[] bundle = GrownModel.bundle(rows);
    return session
        .of(xgboost(rows))
        .and(session.of(forest(rows)))
        .and(session.of(explanation(rows)))
        .and(session.of(shapley(rows)))
        .and(
            session.absolute(
                "job_vectors_per_s",
                records(rows, bundle),
                nanos -> NANOS_PER_SECOND / nanos,
                "/s",
                Target.atLeast(LEAST_VECTORS)))
        .and(
            session.absolute(
                "bundle_load_ms",
                () -> opened(bundle),
                nanos -> nanos / NANOS_PER_MILLI,
                "ms",
                Target.atMost(MOST_LOAD_MS)));
  }

  /** As {@link #xgboost}, of a random forest; Tribuo's examples are binned beforehand. */
  static Comparison<Double> forest(DrawnRows rows) {
    GrownForest forest = new GrownForest(rows);
    int[] columns = forest.ours().inputs().stream().mapToInt(rows.features()::indexOf).toArray();
    List<double[]> picked =
        rows.rows().stream()
            .map(row -> Arrays.stream(columns).mapToDouble(column -> row[column]).toArray())
            .toList();
    return ofTribuo(
        "forest_vs_tribuo", forest::tribuo, row -> forest.ours().margin(picked.get(row)), DOUBLE);
  }

  /** Our cost as a part of Tribuo's. */
  static Comparison<Double> xgboost(DrawnRows rows) {
    XGBoostModel<Label> tribuo = GrownModel.tribuo(rows);
    Predictor ours = GrownModel.ours(rows, tribuo);
    IntFunction<Double> theirScore =
        row -> GrownModel.positive(tribuo.predict(rows.examples().get(row)));
    IntFunction<Double> ourScore = row -> 1 / (1 + Math.exp(-ours.margin(rows.rows().get(row))));
    return ofTribuo("xgboost_vs_tribuo", theirScore, ourScore, FLOAT);
  }

  private static Comparison<Double> ofTribuo(
      String measure, IntFunction<Double> theirs, IntFunction<Double> ours, double tolerance) {
    return new Comparison<>(
        measure,
        () -> new InTurn<>(ours),
        () -> new InTurn<>(theirs),
        Check.same(
            () -> new InTurn<>(ours),
            () -> new InTurn<>(theirs),
            DrawnRows.ROWS,
            (one, other) -> Math.abs(one - other) < tolerance),
        Ratio.OURS_BY_BASELINE,
        Target.atMost(MOST_OF_TRIBUO));
  }

  /** The cost of a score with its contributions as a multiple of the score's alone. */
  static Comparison<Double> explanation(DrawnRows rows) {
    Predictor model = GrownModel.ours(rows, GrownModel.tribuo(rows));
    return explained(
        rows,
        "explanation_vs_score",
        model,
        row -> {
          Predictor.Explained explained = model.explained(row);
          requireSum(model, explained.contributions(), explained.margin());
          return explained.margin();
        },
        MOST_OF_SCORE);
  }

  /** The same with Shapley values, which the score has with which a model begins to warn. */
  static Comparison<Double> shapley(DrawnRows rows) {
    Predictor model = GrownModel.ours(rows, GrownModel.tribuo(rows));
    return explained(
        rows,
        "shapley_vs_score",
        model,
        row -> {
          double margin = model.margin(row);
          requireSum(model, model.fairContributions(row), margin);
          return margin;
        },
        MOST_OF_SHAPLEY);
  }

  private static Comparison<Double> explained(
      DrawnRows rows,
      String measure,
      Predictor model,
      ToDoubleFunction<double[]> explained,
      double most) {
    Supplier<Work<Double>> with =
        () -> new InTurn<>(row -> explained.applyAsDouble(rows.rows().get(row)));
    Supplier<Work<Double>> without = () -> new InTurn<>(row -> model.margin(rows.rows().get(row)));
    return new Comparison<>(
        measure,
        with,
        without,
        Check.same(with, without, DrawnRows.ROWS, Object::equals),
        Ratio.OURS_BY_BASELINE,
        Target.atMost(most));
  }

  private static void requireSum(Predictor model, double[] contributions, double margin) {
    double error = Math.abs(model.base() + Arrays.stream(contributions).sum() - margin);
    if (!(error <= DOUBLE)) {
      throw new IllegalStateException("contributions don't sum up to the score");
    }
  }

  /** What the scoring job does with a record: JSON to vector, score with explanation, to JSON. */
  private static Work<byte[]> records(DrawnRows rows, byte[] bundle) {
    Model model = opened(bundle).get(0);
    Set<String> features = new HashSet<>(model.features());
    List<byte[]> records =
        IntStream.range(0, DrawnRows.ROWS)
            .mapToObj(row -> LogCodec.encode(rows.vector(row)))
            .toList();
    return new InTurn<>(
        row -> {
          try {
            Score score = model.score(LogCodec.decodeVector(records.get(row), features), NUMBER);
            return LogCodec.encode(score);
          } catch (MalformedRecordException e) {
            throw new IllegalStateException("a record of the benchmark's own can't be read", e);
          }
        });
  }

  private static List<Model> opened(byte[] bundle) {
    try {
      return Bundles.open(bundle);
    } catch (BundleException e) {
      throw new IllegalStateException("the benchmark's own bundle can't be opened", e);
    }
  }

  /** Goes through the rows round and round. */
  private static final class InTurn<T> implements Work<T> {
    private final IntFunction<T> ofRow;
    private int next;

    InTurn(IntFunction<T> ofRow) {
      this.ofRow = ofRow;
    }

    @Override
    public T once() {
      int row = next;
      next = next + 1 == DrawnRows.ROWS ? 0 : next + 1;
      return ofRow.apply(row);
    }
  }
}
