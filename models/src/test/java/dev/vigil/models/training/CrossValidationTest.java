package dev.vigil.models.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.risk.Predictor;
import dev.vigil.models.training.TrainingTable.Row;
import dev.vigil.schemas.FeatureVector;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.assertj.core.util.DoubleComparator;
import org.junit.jupiter.api.Test;

class CrossValidationTest {
  private static final List<String> FEATURES = List.of("heart-rate.last", "spo2.last");
  private static final int FOLDS = 4;
  private static final TrainingSpec SPEC =
      new TrainingSpec("m", "1", "sick", "generated", 3, FOLDS, AlarmWorth.EVEN);

  @Test
  void patients_arePredictedByModelsThatKnewNothingOfThem_alsoWhereSettingsAreChosen() {
    Spy spy = new Spy(row -> row.values()[0]);
    TrainingTable table = table(400);

    Validation validation = validation(table, spy);

    // 4 parts for the report, 6 pairs for the choices
    assertThat(partsKnown(spy))
        .containsExactlyInAnyOrder(
            Set.of(0, 1, 2),
            Set.of(0, 1, 3),
            Set.of(0, 2, 3),
            Set.of(1, 2, 3),
            Set.of(0, 1),
            Set.of(0, 2),
            Set.of(0, 3),
            Set.of(1, 2),
            Set.of(1, 3),
            Set.of(2, 3));
    assertThat(validation.outOfFold()).hasSize(table.rows().size());
  }

  @Test
  void patients_ofAValidationThatIsNotNested_arePredictedByModelsThatKnewNothingOfThemEither() {
    Spy spy = new Spy(row -> row.values()[0]);
    TrainingSpec plain =
        new TrainingSpec("m", "1", "sick", "generated", 3, FOLDS, AlarmWorth.EVEN, false);

    Validation validation = validation(plain, table(400), spy);

    assertThat(partsKnown(spy))
        .containsExactlyInAnyOrder(
            Set.of(0, 1, 2), Set.of(0, 1, 3), Set.of(0, 2, 3), Set.of(1, 2, 3));
    // each part's choices stand on the others
    assertThat(Arrays.stream(validation.thresholds()).distinct().count()).isEqualTo(FOLDS);
  }

  /** Its choices, too, are made on rows that it can't know by heart. */
  @Test
  void learner_thatKnowsItsRowsByHeart_saysTheSameOfEverybodyElse() {
    TrainingTable table = table(400);
    double share = (double) table.counts().positives() / table.size();

    assertThat(validation(table, new Rote()).probabilities())
        .usingElementComparator(new DoubleComparator(0.03))
        .containsOnly(share);
    assertThat(validation(table, new Rote(), new Rote()).probabilities())
        .usingElementComparator(new DoubleComparator(0.03))
        .containsOnly(share);
  }

  @Test
  void candidate_thatTellsMore_isChosenAndItsProbabilitiesAreCalibrated() {
    Spy noise = new Spy(row -> row.values()[1]);
    Spy signal = new Spy(row -> 100 * row.values()[0]);

    Validation validation = validation(table(4_000), noise, signal);

    assertThat(validation.candidate()).isEqualTo(1);
    // drawn from log-odds of 2 x - 1
    double[] probabilities = validation.probabilities();
    for (int i = 0; i < probabilities.length; i++) {
      double x = validation.rows().get(i).values()[0];
      assertThat(probabilities[i]).isCloseTo(1 / (1 + Math.exp(1 - 2 * x)), within(0.04));
    }
    assertThat(validation.calibration().slope()).isCloseTo(0.02, within(0.002));
    // where each right warning is worth as much as each wrong one costs
    assertThat(validation.threshold()).isCloseTo(0.5, within(0.06));
  }

  @Test
  void threshold_isWhereTheWorthOfAllWarningsIsHighest() {
    double[] probabilities = {0.9, 0.8, 0.8, 0.4, 0.1};

    assertThat(DecisionThreshold.of(probabilities, new double[] {1, -1, 3, -2, -1}))
        .isEqualTo(new DecisionThreshold((0.8 + 0.4) / 2, 3));
    assertThat(DecisionThreshold.of(probabilities, new double[] {1, 1, 1, 1, 1}))
        .isEqualTo(new DecisionThreshold(0.05, 5));
    assertThat(DecisionThreshold.of(probabilities, new double[] {-1, -1, -1, -1, -1}))
        .isEqualTo(new DecisionThreshold(1, 0));
  }

  @Test
  void threshold_isNotThatOfASingleLuckyRow() {
    double[] probabilities = new double[200];
    double[] worths = new double[200];
    for (int row = 0; row < 200; row++) {
      probabilities[row] = 1 - row / 200.0;
      worths[row] = row < 60 ? 1 : -1;
    }
    // on the way down the sum has a peak that no neighbour shares
    worths[120] = 75;
    worths[121] = -75;

    assertThat(DecisionThreshold.of(probabilities, worths).probability())
        .isCloseTo(1 - 60 / 200.0, within(0.02));
  }

  @Test
  void tripwire_ofLabelsDealtOutAtRandom_staysSilentOnAnHonestLearner() {
    Tripwires tripwires =
        Tripwires.of(SPEC, new Spy(row -> row.values()[0]), table(400), Progress.NONE);

    assertThat(tripwires.shuffledAuroc()).isCloseTo(0.5, within(4 * tripwires.shuffledError()));
    assertThat(tripwires.shuffledError()).isBetween(0.002, 0.1);
    assertThat(tripwires.tellingFeatures()).isEmpty();
  }

  @Test
  void tripwire_ofLabelsDealtOutAtRandom_stopsATrainingThatForeseesThem() {
    Tripwires.requireChance(0.53, 0.01);

    assertThatThrownBy(() -> Tripwires.requireChance(0.55, 0.01))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("labels dealt out at random were predicted with an AUROC of 0.550")
        .hasMessageEndingWith("it was tested on rows that it had learned from");
    assertThatThrownBy(() -> Tripwires.requireChance(0.45, 0.01)).hasMessageContaining("0.450");
  }

  /** What can't tell anybody apart can't be caught at telling what it mustn't. */
  @Test
  void tripwire_ofALearnerThatSaysTheSameOfEverybody_saysThatItIsBlind() {
    Tripwires constant = Tripwires.of(SPEC, new Spy(row -> 1), table(400), Progress.NONE);
    Tripwires honest =
        Tripwires.of(SPEC, new Spy(row -> row.values()[0]), table(400), Progress.NONE);

    assertThat(constant.isBlind()).isTrue();
    assertThat(honest.isBlind()).isFalse();
  }

  @Test
  void tripwire_ofAFeatureThatKnowsTheLabel_namesIt() {
    List<Row> leaking =
        table(100).rows().stream()
            .map(
                row ->
                    new Row(
                        row.patient(),
                        row.time(),
                        row.label(),
                        row.sinceLabel(),
                        new float[] {row.values()[0], row.label() ? 3 : Float.NaN}))
            .toList();

    Tripwires tripwires =
        Tripwires.of(
            SPEC, new Spy(row -> row.values()[0]), table(100).withRows(leaking), Progress.NONE);

    assertThat(tripwires.tellingFeatures()).containsOnlyKeys("spo2.last").containsValue(1.0);
  }

  private static Validation validation(TrainingTable table, Learner... candidates) {
    return validation(SPEC, table, candidates);
  }

  private static Validation validation(
      TrainingSpec spec, TrainingTable table, Learner... candidates) {
    try (SideBySide lanes = new SideBySide()) {
      return new CrossValidation(spec, List.of(candidates), table, "generated", Progress.NONE)
          .begin(lanes)
          .get();
    }
  }

  /** The parts that each model learned from. */
  private static List<Set<Integer>> partsKnown(Spy spy) {
    Draw draw = new Draw(SPEC.seed());
    return spy.learnedFrom.stream()
        .map(
            patients ->
                patients.stream()
                    .map(patient -> draw.part(patient, FOLDS))
                    .collect(Collectors.toSet()))
        .toList();
  }

  /** Five rows each; the first feature tells, the second doesn't. */
  private static TrainingTable table(int patients) {
    Random random = new Random(11);
    List<TrainingRow> rows = new ArrayList<>();
    for (int patient = 0; patient < patients; patient++) {
      for (int hour = 0; hour < 5; hour++) {
        double x = random.nextGaussian();
        boolean label = random.nextDouble() < 1 / (1 + Math.exp(1 - 2 * x));
        TreeMap<String, Double> values = new TreeMap<>();
        values.put(FEATURES.get(0), x);
        values.put(FEATURES.get(1), random.nextGaussian());
        String id = "p" + patient;
        FeatureVector vector = new FeatureVector(id, "hash", hour, hour, values);
        rows.add(new TrainingRow(id, hour, vector, label, label ? 0 : TrainingRow.NEVER));
      }
    }
    return TrainingTable.of(FEATURES, rows.iterator(), Progress.NONE);
  }

  /** What is no matter to a validation. */
  private abstract static class Learning implements Learner {
    @Override
    public BundleManifest.Kind kind() {
      return BundleManifest.Kind.TRIBUO_LOGISTIC;
    }

    @Override
    public String missingValues() {
      return "none";
    }

    @Override
    public SortedMap<String, String> settings() {
      return new TreeMap<>();
    }
  }

  /** Learns each row's label by heart, and nothing of any other. */
  private static final class Rote extends Learning {
    @Override
    public Learned learn(TrainingTable table, String source, Progress progress) {
      Map<Float, Double> known = new HashMap<>();
      table.rows().forEach(row -> known.put(row.values()[0], row.label() ? 1.0 : -1.0));
      return new Learned(
          new Ready(row -> known.getOrDefault(row.values()[0], 0.0)), new TreeMap<>());
    }
  }

  /** Learns nothing: it has its margins ready, and notes from whom it should have learned. */
  private static final class Spy extends Learning {
    private final ToDoubleFunction<Row> margin;
    private final List<Set<String>> learnedFrom = new CopyOnWriteArrayList<>();

    Spy(ToDoubleFunction<Row> margin) {
      this.margin = margin;
    }

    @Override
    public Learned learn(TrainingTable table, String source, Progress progress) {
      Set<String> patients = new HashSet<>();
      table.rows().forEach(row -> patients.add(row.patient()));
      learnedFrom.add(patients);
      return new Learned(new Ready(margin), new TreeMap<>());
    }
  }

  private record Ready(ToDoubleFunction<Row> said) implements Predictor {
    @Override
    public List<String> inputs() {
      return FEATURES;
    }

    @Override
    public double margin(double[] row) {
      float[] values = {(float) row[0], (float) row[1]};
      return said.applyAsDouble(new Row("p", 0, false, 0, values));
    }

    @Override
    public double base() {
      return 0;
    }

    @Override
    public double[] contributions(double[] row) {
      return row.clone();
    }
  }
}
