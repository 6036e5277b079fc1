package dev.vigil.models.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  /** The slow reference of a resample is a cohort that has the patient as often. */
  @Property(tries = 200)
  void numbers_ofAWeightedPatient_areThoseOfAPatientWhoIsThereSoOften(@ForAll long seed) {
    // given
    SplittableRandom random = new SplittableRandom(seed);
    List<LabelledStay> stays = Cohorts.stays(6, random);
    List<double[]> probabilities = Cohorts.probabilities(stays, random);
    int[] weights = random.ints(stays.size(), 0, 4).toArray();
    weights[0] = 1;

    // when
    double[] weighted = numbers(stays, probabilities, weights);

    // then
    List<LabelledStay> repeated = new ArrayList<>();
    List<double[]> repeatedProbabilities = new ArrayList<>();
    for (int i = 0; i < weights.length; i++) {
      for (int times = 0; times < weights[i]; times++) {
        repeated.add(stays.get(i));
        repeatedProbabilities.add(probabilities.get(i));
      }
    }
    int[] once = new Cohort(repeated).once();
    double[] expected = numbers(repeated, repeatedProbabilities, once);
    for (int i = 0; i < expected.length; i++) {
      if (Double.isNaN(expected[i])) {
        assertThat(weighted[i]).as("number %d", i).isNaN();
      } else {
        assertThat(weighted[i]).as("number %d", i).isCloseTo(expected[i], within(1e-9));
      }
    }
  }

  @Property(tries = 200)
  void budgetThreshold_isTheLowestThatKeepsToIt(@ForAll long seed) {
    // given
    SplittableRandom random = new SplittableRandom(seed);
    List<LabelledStay> stays = Cohorts.stays(5, random);
    List<double[]> probabilities = Cohorts.probabilities(stays, random);
    Cohort cohort = new Cohort(stays);
    double budget = 0.1 + random.nextDouble() * 4;

    // when
    double threshold =
        Entrant.of(cohort, new Contestant("a", 0.5, true, probabilities), List.of(budget))
            .budgetThresholds()[0];

    // then
    double most = budget * cohort.rows() / 24;
    for (int level = 9; level >= 0; level--) {
      double at = level / 9.0;
      if (at >= threshold) {
        assertThat(alerts(probabilities, at)).isLessThanOrEqualTo(most);
      } else if (probabilities.stream().anyMatch(rows -> contains(rows, at))) {
        assertThat(alerts(probabilities, at)).isGreaterThan(most);
        return;
      }
    }
  }

  @Property(tries = 50)
  void order_isFromTheHighestToTheLowestAndStable(@ForAll long seed) {
    // given
    SplittableRandom random = new SplittableRandom(seed);
    double[] scores = random.doubles(40).map(score -> Math.rint(score * 5)).toArray();

    // when
    int[] order = RankedRows.order(scores);

    // then
    assertThat(order).containsOnlyOnce(order).hasSize(scores.length);
    for (int i = 1; i < order.length; i++) {
      double before = scores[order[i - 1]];
      assertThat(before).isGreaterThanOrEqualTo(scores[order[i]]);
      assertThat(before > scores[order[i]] || order[i - 1] < order[i]).isTrue();
    }
  }

  /** The standard error of a mean is known without resampling. */
  @Test
  void resamples_ofPatients_spreadAsTheStandardErrorSays() {
    // given: a number that is 1 for every second patient
    int patients = 400;
    Statistic share =
        weights -> {
          int sum = 0;
          for (int i = 0; i < patients; i += 2) {
            sum += weights[i];
          }
          return new double[] {(double) sum / patients};
        };

    // when
    double[][] numbers = new Resampling(EvaluationSettings.DEFAULT, patients).of(share);

    // then
    double[] shares = Stream.of(numbers).mapToDouble(number -> number[0]).toArray();
    double mean = DoubleStream.of(shares).average().orElseThrow();
    double squares = DoubleStream.of(shares).map(s -> (s - mean) * (s - mean)).sum();
    assertThat(mean).isCloseTo(0.5, within(0.01));
    assertThat(Math.sqrt(squares / shares.length)).isCloseTo(0.025, within(0.004));
  }

  @Test
  void patientsWhoCountNothing_addNothingToTheSpreadOfAShare() {
    double alone = spreadOfAShare(100, 100);
    double amongOthers = spreadOfAShare(100, 2_000);

    assertThat(alone).isCloseTo(0.05, within(0.002));
    assertThat(amongOthers).isCloseTo(alone, within(0.002));
  }

  /** Standard deviation of a share of the first patients that is one half. */
  private static double spreadOfAShare(int counting, int patients) {
    Statistic share =
        weights -> {
          int all = 0;
          int some = 0;
          for (int i = 0; i < counting; i++) {
            all += weights[i];
            some += i % 2 == 0 ? weights[i] : 0;
          }
          return new double[] {(double) some / all};
        };
    EvaluationSettings settings = EvaluationSettings.DEFAULT.withResamples(4_000);
    double[] shares =
        Stream.of(new Resampling(settings, patients).of(share))
            .mapToDouble(number -> number[0])
            .toArray();
    double mean = DoubleStream.of(shares).average().orElseThrow();
    return Math.sqrt(
        DoubleStream.of(shares).map(s -> (s - mean) * (s - mean)).average().orElseThrow());
  }

  private static boolean contains(double[] rows, double value) {
    for (double row : rows) {
      if (row == value) {
        return true;
      }
    }
    return false;
  }

  private static double alerts(List<double[]> probabilities, double threshold) {
    int alerts = 0;
    for (double[] rows : probabilities) {
      boolean above = false;
      for (double row : rows) {
        alerts += row >= threshold && !above ? 1 : 0;
        above = row >= threshold;
      }
    }
    return alerts;
  }

  /** Utility, alerts and ranking. */
  private static double[] numbers(
      List<LabelledStay> stays, List<double[]> probabilities, int[] weights) {
    Cohort cohort = new Cohort(stays);
    Slice all = Slice.of(cohort, 60).get(0);
    double[] flat = cohort.flatten(new Contestant("a", 0.6, true, probabilities));
    RankedRows rows =
        RankedRows.of(RankedRows.order(flat), all.rows(), flat, cohort.labels(), cohort.patients());
    RankedRows.Pass pass = rows.pass(weights, new int[] {rows.size()});
    return Stream.of(
            new double[] {pass.auroc(), pass.auprc(), pass.calibrationError()},
            UtilityStatistic.of(cohort, all, flat, 0.6).of(weights),
            AlertStatistic.of(cohort, all, flat, 0.4).of(weights))
        .flatMapToDouble(DoubleStream::of)
        .toArray();
  }
}
