package dev.vigil.models.training.forecast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.models.bundles.BundleException;
import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.evaluation.EvaluationSettings;
import dev.vigil.models.evaluation.ForecastCase;
import dev.vigil.models.evaluation.ForecastEvaluation;
import dev.vigil.models.evaluation.ForecastMetric;
import dev.vigil.models.evaluation.ForecastReport.ContestantReport;
import dev.vigil.models.forecast.ForecastModel;
import dev.vigil.models.forecast.ForecastTask;
import dev.vigil.models.training.Progress;
import dev.vigil.models.training.RecordedStay;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Score;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastTrainerTest {
  private static final String VITAL = Subjects.VITAL;
  private static final OutputNumber NUMBER = new OutputNumber(1, 2, 3);
  private static final ForecastRows ROWS = rows();
  private static final ForecastTraining TRAINING = train(ROWS);

  private static ForecastRows rows() {
    ForecastRows made = new ForecastRows(ForecastTask.GLUCOSE_30_MIN);
    for (int subject = 0; subject < 6; subject++) {
      made.add(Subjects.wavy("s" + subject, 150, subject));
    }
    return made;
  }

  private static ForecastTraining train(ForecastRows made) {
    ForecastSpec spec = new ForecastSpec("g", "1", "glucose-30min", "made up", 1, 4, 0.9);
    return ForecastTrainer.train(spec, made, Progress.NONE);
  }

  @Test
  void validation_forecastsEveryRowOnceAndLaterTimeOnly() {
    assertThat(TRAINING.unseen()).hasSize(ROWS.rows().size());
    assertThat(TRAINING.chosen().values().stream().mapToInt(Integer::intValue).sum()).isEqualTo(4);
    assertThat(TRAINING.later()).hasSizeBetween(6 * 40, 6 * 44);
    assertThat(error(TRAINING.unseen(), 0)).isLessThan(0.8 * error(TRAINING.unseen(), 1));
  }

  /** What comes at the very end changes no forecast of what lies before it. */
  @Test
  void laterTime_isForecastByAModelThatHasNotSeenIt() {
    ForecastRows changed = new ForecastRows(ForecastTask.GLUCOSE_30_MIN);
    for (int subject = 0; subject < 6; subject++) {
      changed.add(otherwiseFrom(120, Subjects.wavy("s" + subject, 150, subject)));
    }

    ForecastTraining trained = train(changed);

    assertThat(firstLater(trained)).hasSize(6 * 10).isEqualTo(firstLater(TRAINING));
    assertThat(trained.later()).isNotEqualTo(TRAINING.later());
    assertThat(trained.unseen().get(0).forecast())
        .isNotEqualTo(TRAINING.unseen().get(0).forecast());
  }

  /** The first ten forecasts of each subject's later time: of what comes before the change. */
  private static List<ForecastCase> firstLater(ForecastTraining training) {
    Map<String, List<ForecastCase>> bySubject =
        training.later().stream()
            .collect(
                Collectors.groupingBy(ForecastCase::patient, TreeMap::new, Collectors.toList()));
    return bySubject.values().stream().flatMap(cases -> cases.stream().limit(10)).toList();
  }

  private static RecordedStay otherwiseFrom(int step, RecordedStay stay) {
    List<RecordedStay.Row> rows = new ArrayList<>(stay.rows());
    for (int i = step; i < rows.size(); i++) {
      long time = rows.get(i).time();
      Reading other = Subjects.reading(time, i % 2 == 0 ? 60 : 300);
      rows.set(i, new RecordedStay.Row(time, List.of(other), false));
    }
    return new RecordedStay(stay.context(), rows);
  }

  /** A model of waves that were dealt out anew knows nothing of what comes. */
  @Test
  void outcomesDealtOutAtRandom_areNotForeseen() {
    ForecastRows noise = new ForecastRows(ForecastTask.GLUCOSE_30_MIN);
    for (int subject = 0; subject < 6; subject++) {
      Random random = new Random(subject);
      noise.add(Subjects.stay("s" + subject, 120, step -> 120 + 20 * random.nextGaussian()));
    }

    ForecastTraining trained = train(noise);

    assertThat(error(trained.unseen(), 0)).as("no better than the mean").isBetween(19.0, 23.0);
  }

  private static double error(List<ForecastCase> cases, int contestant) {
    ContestantReport report =
        ForecastEvaluation.of("g", cases, EvaluationSettings.DEFAULT.withResamples(40))
            .slices()
            .get(0)
            .contestants()
            .get(contestant);
    return Objects.requireNonNull(report.metrics().get(ForecastMetric.RMSE)).estimate().value();
  }

  @Test
  void bundle_opensAndSaysTheSameAgain() throws BundleException {
    assertThat(train(rows()).bundle()).isEqualTo(TRAINING.bundle());
    BundleManifest manifest = Bundles.manifest(TRAINING.bundle());
    assertThat(manifest.kind()).isEqualTo(BundleManifest.Kind.FORECAST);
    assertThat(manifest.label()).isEqualTo("glucose-30min");
    assertThat(manifest.provenance()).containsEntry("interval-level", "0.9");

    Score score = model().score(vector(120, 10, 60), NUMBER);

    assertThat(score.outcome()).isEqualTo(Score.Outcome.SCORE);
    double value = Objects.requireNonNull(score.value());
    assertThat(score.low()).isLessThan(value);
    assertThat(score.high() - value).isCloseTo(value - score.low(), within(1e-9));
    assertThat(value).isBetween(40.0, 400.0);
  }

  @Test
  void contributions_sumUpToTheDistanceFromTheBase() throws BundleException {
    Score one = model().score(vector(120, 10, 60), NUMBER);
    Score other = model().score(vector(150, -25, 60), NUMBER);

    // What is expected of anybody is the latest value and the same change.
    double base = one.value() - 120 - sum(one.contributions().values());
    assertThat(other.value() - 150 - sum(other.contributions().values()))
        .isCloseTo(base, within(1e-9));
    assertThat(one.contributions()).hasSizeLessThanOrEqualTo(9).containsKey(ForecastModel.REST);
    assertThat(one.contributions()).isNotEqualTo(other.contributions());
  }

  private static double sum(Collection<Double> numbers) {
    return numbers.stream().mapToDouble(Double::doubleValue).sum();
  }

  @Test
  void oldOrTooFewValues_areNotApplicable() throws BundleException {
    assertThat(model().score(vector(120, 10, 900), NUMBER).outcome())
        .isEqualTo(Score.Outcome.SCORE);

    Score old = model().score(vector(120, 10, 901), NUMBER);
    Score few = model().score(with(vector(120, 10, 60), VITAL + ".count.1h", 5), NUMBER);
    Score none = model().score(new FeatureVector("p", "h", 0, 0, new TreeMap<>()), NUMBER);

    assertThat(old.reason()).isEqualTo(ForecastTask.NO_CURRENT_VALUE);
    assertThat(old.stale()).containsExactly(VITAL + ".last");
    assertThat(few.reason()).isEqualTo(ForecastTask.TOO_FEW_VALUES);
    assertThat(none.reason()).isEqualTo(ForecastTask.NO_CURRENT_VALUE);
    assertThat(none.missing()).containsExactly(VITAL + ".last");
    assertThat(none.stale()).isEmpty();
    assertThat(List.of(old, few, none))
        .allMatch(score -> score.outcome() == Score.Outcome.NOT_APPLICABLE)
        .allMatch(score -> score.value() == null && score.low() == null);
  }

  @Test
  void fewerSubjectsThanParts_areRefused() {
    ForecastRows few = new ForecastRows(ForecastTask.GLUCOSE_30_MIN);
    few.add(Subjects.wavy("s", 100, 1));

    assertThatThrownBy(() -> train(few))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 subjects", "4 parts");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void boostedTrees_serveWhatTheyLearned(long seed) throws Exception {
    // given
    List<String> features = ROWS.features();
    double[][] values = ROWS.rows().stream().map(ForecastRow::values).toArray(double[][]::new);
    double[] changes = ROWS.rows().stream().mapToDouble(ForecastRow::change).toArray();
    BoostedLearner learner = new BoostedLearner(30, 3, 0.2, 5, seed);

    // when
    RegressionLearner.Learned learned = learner.learn(features, values, changes);

    // then
    double squares = 0;
    double spread = 0;
    for (int row = 0; row < changes.length; row++) {
      double margin = learned.predictor().margin(values[row]);
      double told = sumOf(learned.predictor().contributions(values[row]));
      assertThat(learned.predictor().base() + told).isCloseTo(margin, within(1e-6));
      squares += (changes[row] - margin) * (changes[row] - margin);
      spread += changes[row] * changes[row];
    }
    assertThat(squares).isLessThan(0.3 * spread);
    assertThat(learner.algorithm().read(learned.files()).margin(values[0]))
        .isEqualTo(learned.predictor().margin(values[0]));
  }

  private static double sumOf(double[] numbers) {
    return Arrays.stream(numbers).sum();
  }

  private static ForecastModel model() throws BundleException {
    return (ForecastModel) Bundles.open(TRAINING.bundle()).get(0);
  }

  private static FeatureVector vector(double last, double slope, double age) {
    SortedMap<String, Double> values = new TreeMap<>();
    values.put(VITAL + ".last", last);
    values.put(VITAL + ".age", age);
    values.put(VITAL + ".count.1h", 12.0);
    values.put(VITAL + ".slope.1h", slope);
    values.put(VITAL + ".mean.1h", last - slope / 2);
    return new FeatureVector("p", "hash", 0, 0, values);
  }

  private static FeatureVector with(FeatureVector vector, String feature, double value) {
    SortedMap<String, Double> values = new TreeMap<>(vector.values());
    values.put(feature, value);
    return new FeatureVector("p", "hash", 0, 0, values);
  }
}
