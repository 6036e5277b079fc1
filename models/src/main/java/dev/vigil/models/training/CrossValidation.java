package dev.vigil.models.training;

import dev.vigil.models.risk.Calibration;
import dev.vigil.models.risk.Predictor;
import dev.vigil.models.training.TrainingTable.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Cross-validation, patients kept together, nested if {@link TrainingSpec#nested} says so. Each
 * part of the patients is predicted by a model that was grown, calibrated and given its threshold,
 * and whose settings were chosen, on the other parts alone. For the choices within, a model without
 * two parts stands for both: without it, part {@code a} is new to the choices for {@code b}, and
 * {@code b} to those for {@code a}. These models are sketches, see {@link Learner#sketch}. Source:
 * Varma, Simon: Bias in error estimation when using cross-validation for model selection, BMC
 * Bioinformatics 7:91, 2006.
 */
final class CrossValidation {
  private final TrainingSpec spec;
  private final List<Learner> candidates;
  private final TrainingTable table;
  private final String source;
  private final Progress progress;
  private final int[] parts;
  private final double[] worths;

  /**
   * What was chosen without a part.
   *
   * @param candidate its place among the candidates
   * @param worth of its warnings on the rows it was chosen on
   */
  private record Choice(int candidate, Calibration calibration, double threshold, double worth) {}

  /**
   * A model without two parts.
   *
   * @param margins see {@link #begin}
   */
  private record Pair(int one, int other, Supplier<double[]> margins) {}

  /**
   * Deals the patients out.
   *
   * @throws IllegalArgumentException if a part hasn't both labels
   */
  CrossValidation(
      TrainingSpec spec,
      List<Learner> candidates,
      TrainingTable table,
      String source,
      Progress progress) {
    this.spec = spec;
    this.candidates = List.copyOf(candidates);
    this.table = table;
    this.source = source;
    this.progress = progress;
    Draw draw = new Draw(spec.seed());
    this.parts =
        table.rows().stream().mapToInt(row -> draw.part(row.patient(), spec.folds())).toArray();
    this.worths = table.rows().stream().mapToDouble(spec.decisions()::of).toArray();
    requireBothLabels();
  }

  /**
   * Begins to validate all candidates; who asks for the result waits for it. It says which of them
   * the final model is to be grown with. Where nothing is to be chosen, the models that are
   * reported on needn't wait for the choice.
   */
  Supplier<Validation> begin(SideBySide lanes) {
    List<Supplier<double[]>> only =
        candidates.size() == 1 ? beginParts(part -> 0, lanes) : List.of();
    if (!spec.nested() && candidates.size() == 1) {
      return () -> plain(only);
    }
    List<List<Pair>> pairs =
        candidates.stream().map(candidate -> beginPairs(candidate, lanes)).toList();
    return () -> nested(only, pairs, lanes);
  }

  private Validation nested(
      List<Supplier<double[]>> only, List<List<Pair>> pairs, SideBySide lanes) {
    List<double[][]> inner = pairs.stream().map(this::marginsOfPairs).toList();
    double[] worthOf = new double[candidates.size()];
    List<Choice> chosen = new ArrayList<>();
    for (int part = 0; part < spec.folds(); part++) {
      int held = part;
      List<Choice> choices = new ArrayList<>();
      for (int candidate = 0; candidate < candidates.size(); candidate++) {
        Choice choice = choose(candidate, inner.get(candidate)[part], row -> parts[row] != held);
        worthOf[candidate] += choice.worth();
        choices.add(choice);
      }
      chosen.add(best(choices));
    }
    List<Supplier<double[]>> models =
        only.isEmpty() ? beginParts(part -> chosen.get(part).candidate(), lanes) : only;
    return validation(highest(worthOf), marginsOfParts(models), chosen);
  }

  /** See {@link TrainingSpec#nested}. */
  private Validation plain(List<Supplier<double[]>> models) {
    double[] margins = marginsOfParts(models);
    List<Choice> choices = new ArrayList<>();
    for (int part = 0; part < spec.folds(); part++) {
      int held = part;
      choices.add(choose(0, margins, row -> parts[row] != held));
    }
    return validation(0, margins, choices);
  }

  /**
   * What was found.
   *
   * @param margins of each row, by a model that doesn't know its patient
   * @param choices for each part
   */
  private Validation validation(int candidate, double[] margins, List<Choice> choices) {
    double[] probabilities = new double[parts.length];
    double[] thresholds = new double[parts.length];
    for (int row = 0; row < parts.length; row++) {
      Choice choice = choices.get(parts[row]);
      probabilities[row] = choice.calibration().probability(margins[row]);
      thresholds[row] = choice.threshold();
    }
    Choice last = choose(candidate, margins, row -> true);
    return new Validation(
        table.rows(), candidate, last.calibration(), last.threshold(), probabilities, thresholds);
  }

  /** For each part, a model without it. */
  private List<Supplier<double[]>> beginParts(IntUnaryOperator candidateOf, SideBySide lanes) {
    return IntStream.range(0, spec.folds())
        .mapToObj(
            part -> {
              Learner learner = candidates.get(candidateOf.applyAsInt(part));
              return lanes.begin(() -> margins(learner, Set.of(part)));
            })
        .toList();
  }

  /** For each two parts, a sketch without them. */
  private List<Pair> beginPairs(Learner candidate, SideBySide lanes) {
    List<Pair> pairs = new ArrayList<>();
    for (int one = 0; one < spec.folds(); one++) {
      for (int other = one + 1; other < spec.folds(); other++) {
        Set<Integer> both = Set.of(one, other);
        pairs.add(new Pair(one, other, lanes.begin(() -> margins(candidate.sketch(), both))));
      }
    }
    return pairs;
  }

  /** Of each row the margin by the model without its part. */
  private double[] marginsOfParts(List<Supplier<double[]>> models) {
    List<double[]> said = models.stream().map(Supplier::get).toList();
    return IntStream.range(0, parts.length).mapToDouble(row -> said.get(parts[row])[row]).toArray();
  }

  /** By the part that is not to be known, margins of the rows of all others. */
  private double[][] marginsOfPairs(List<Pair> pairs) {
    double[][] margins = new double[spec.folds()][parts.length];
    for (Pair pair : pairs) {
      double[] said = pair.margins().get();
      for (int row = 0; row < parts.length; row++) {
        if (parts[row] == pair.other()) {
          margins[pair.one()][row] = said[row];
        } else if (parts[row] == pair.one()) {
          margins[pair.other()][row] = said[row];
        }
      }
    }
    return margins;
  }

  /** Margins of the rows of some parts, by a model that is grown without them. */
  private double[] margins(Learner learner, Set<Integer> without) {
    Predictor predictor = learn(learner, without);
    int[] columns = table.columns(predictor.inputs());
    double[] margins = new double[parts.length];
    for (int row = 0; row < margins.length; row++) {
      if (without.contains(parts[row])) {
        margins[row] = predictor.margin(table.rows().get(row).pick(columns));
      }
    }
    return margins;
  }

  private Predictor learn(Learner learner, Set<Integer> without) {
    Draw draw = new Draw(spec.seed());
    TrainingTable training =
        table.ofPatients(patient -> !without.contains(draw.part(patient, spec.folds())));
    TrainingTable held =
        table.ofPatients(patient -> without.contains(draw.part(patient, spec.folds())));
    requireApart(training, held);
    return learner.learn(training, source, progress).predictor();
  }

  private Choice choose(int candidate, double[] margins, IntPredicate which) {
    int[] rows = IntStream.range(0, margins.length).filter(which).toArray();
    double[] some = Arrays.stream(rows).mapToDouble(row -> margins[row]).toArray();
    boolean[] labels = new boolean[rows.length];
    for (int i = 0; i < rows.length; i++) {
      labels[i] = table.rows().get(rows[i]).label();
    }
    Calibration calibration = Calibration.fit(some, labels);
    DecisionThreshold threshold =
        spec.decisions()
            .threshold(
                Arrays.stream(some).map(calibration::probability).toArray(),
                Arrays.stream(rows).mapToDouble(row -> worths[row]).toArray());
    return new Choice(candidate, calibration, threshold.probability(), threshold.worth());
  }

  private static Choice best(List<Choice> choices) {
    return choices.get(highest(choices.stream().mapToDouble(Choice::worth).toArray()));
  }

  /** Place of the highest number, of the first where several are. */
  private static int highest(double[] numbers) {
    int highest = 0;
    for (int i = 1; i < numbers.length; i++) {
      highest = numbers[i] > numbers[highest] ? i : highest;
    }
    return highest;
  }

  /**
   * The tripwire of every training: a model that is tested on whom it knows looks better than it
   * is.
   *
   * @throws IllegalStateException if a patient is on both sides
   */
  static void requireApart(TrainingTable training, TrainingTable held) {
    Set<String> known = new HashSet<>();
    training.rows().forEach(row -> known.add(row.patient()));
    long both = held.rows().stream().map(Row::patient).distinct().filter(known::contains).count();
    if (both > 0) {
      throw new IllegalStateException(
          both + " patients are on both sides of the split, expected none: the report would lie");
    }
  }

  private void requireBothLabels() {
    for (int part = 0; part < spec.folds(); part++) {
      int held = part;
      long rows = Arrays.stream(parts).filter(each -> each == held).count();
      long positives =
          IntStream.range(0, parts.length)
              .filter(row -> parts[row] == held && table.rows().get(row).label())
              .count();
      if (positives == 0 || positives == rows) {
        throw new IllegalArgumentException(
            ("part %d of %d has %d positive rows of %d, expected some of both labels in each: give"
                    + " more patients, fewer parts or another seed")
                .formatted(part + 1, spec.folds(), positives, rows));
      }
    }
  }
}
