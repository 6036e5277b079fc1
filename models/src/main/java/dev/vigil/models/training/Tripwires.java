package dev.vigil.models.training;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vigil.models.evaluation.Contestant;
import dev.vigil.models.evaluation.Estimate;
import dev.vigil.models.evaluation.Evaluation;
import dev.vigil.models.evaluation.EvaluationSettings;
import dev.vigil.models.evaluation.LabelledStay;
import dev.vigil.models.evaluation.Measure;
import dev.vigil.models.evaluation.Metric;
import dev.vigil.models.evaluation.Ranking;
import dev.vigil.models.risk.Predictor;
import dev.vigil.models.training.TrainingTable.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What each training looks for leakage with.
 *
 * @param shuffledAuroc of a model that learned labels dealt out at random, row by row, and was
 *     tested on other patients: 0.5 but for chance, or it was tested on rows that it had learned.
 *     Other rows of the same patient would tell it nothing: these are {@link
 *     CrossValidation#requireApart}'s affair
 * @param shuffledError its standard error, from resampled patients; 0 if the model says the same of
 *     everybody, NaN if there are too few patients
 * @param tellingFeatures features that alone have an AUROC above {@value #TELLING}, or below its
 *     mirror image, with it: perhaps they know what is to be predicted
 */
public record Tripwires(
    @JsonProperty("shuffled_auroc") double shuffledAuroc,
    @JsonProperty("shuffled_error") double shuffledError,
    @JsonProperty("telling_features") SortedMap<String, Double> tellingFeatures) {
  static final double TELLING = 0.95;

  private static final int MOST_PATIENTS = 2_000;
  private static final int RESAMPLES = 200;
  private static final double ERRORS = 4;
  private static final double CHANCE = 0.5;

  /** Standard errors between the ends of a 95 % interval. */
  private static final double ERRORS_OF_INTERVAL = 2 * 1.96;

  private static final int MOST_NEGATIVES = 50_000;

  public Tripwires {
    tellingFeatures = Collections.unmodifiableSortedMap(new TreeMap<>(tellingFeatures));
  }

  /** Whether the model of labels dealt out at random says the same of everybody. */
  @JsonIgnore
  public boolean isBlind() {
    return !(shuffledError > 0);
  }

  /**
   * Looks.
   *
   * @throws IllegalStateException if labels dealt out at random can be predicted
   */
  static Tripwires of(TrainingSpec spec, Learner learner, TrainingTable table, Progress progress) {
    Estimate shuffled = shuffled(spec, learner, table, progress);
    double error =
        shuffled.low() == null || shuffled.high() == null
            ? Double.NaN
            : (shuffled.high() - shuffled.low()) / ERRORS_OF_INTERVAL;
    requireChance(shuffled.value(), error);
    return new Tripwires(shuffled.value(), error, telling(spec, table));
  }

  /**
   * Labels that were dealt out at random must not be foreseen.
   *
   * @param error standard error of the AUROC
   */
  static void requireChance(double auroc, double error) {
    if (Math.abs(auroc - CHANCE) > ERRORS * error) {
      throw new IllegalStateException(
          ("labels dealt out at random were predicted with an AUROC of %.3f, standard error %.3f;"
                  + " expected 0.5: it was tested on rows that it had learned from")
              .formatted(auroc, error));
    }
  }

  private static Estimate shuffled(
      TrainingSpec spec, Learner learner, TrainingTable table, Progress progress) {
    TrainingTable some = some(spec, table);
    Draw draw = new Draw(spec.seed());
    TrainingTable one = some.ofPatients(patient -> draw.part(patient, 2) == 0);
    TrainingTable other = some.ofPatients(patient -> draw.part(patient, 2) == 1);
    CrossValidation.requireApart(one, other);
    double share = (double) one.rows().size() / table.rows().size();
    Predictor model =
        learner
            .draft()
            .forFewer(share)
            .learn(one, "labels dealt out at random", progress)
            .predictor();
    return auroc(model, other);
  }

  /** Some patients, their rows' labels dealt out anew among all rows. */
  private static TrainingTable some(TrainingSpec spec, TrainingTable table) {
    Draw draw = new Draw(spec.seed());
    List<String> patients =
        table.rows().stream()
            .map(Row::patient)
            .distinct()
            .sorted(Comparator.comparingDouble(patient -> draw.of("shuffle", patient, 0)))
            .limit(MOST_PATIENTS)
            .toList();
    Set<String> chosen = new HashSet<>(patients);
    TrainingTable some = table.ofPatients(chosen::contains);
    List<Integer> dealt = new ArrayList<>(IntStream.range(0, some.rows().size()).boxed().toList());
    Collections.shuffle(dealt, new Random(spec.seed()));
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < dealt.size(); i++) {
      Row row = some.rows().get(i);
      Row from = some.rows().get(dealt.get(i));
      rows.add(new Row(row.patient(), row.time(), from.label(), from.sinceLabel(), row.values()));
    }
    return some.withRows(rows);
  }

  private static Estimate auroc(Predictor model, TrainingTable table) {
    int[] columns = table.columns(model.inputs());
    Map<String, List<Row>> byPatient = new LinkedHashMap<>();
    for (Row row : table.rows()) {
      byPatient.computeIfAbsent(row.patient(), patient -> new ArrayList<>()).add(row);
    }
    List<LabelledStay> stays = new ArrayList<>();
    List<double[]> scores = new ArrayList<>();
    byPatient.forEach(
        (patient, rows) -> {
          stays.add(stay(patient, rows));
          scores.add(
              rows.stream()
                  .mapToDouble(row -> squeezed(model.margin(row.pick(columns))))
                  .toArray());
        });
    Contestant contestant = new Contestant("shuffled", CHANCE, false, scores);
    EvaluationSettings settings =
        new EvaluationSettings(
            RESAMPLES, EvaluationSettings.DEFAULT.seed(), List.of(), Integer.MAX_VALUE);
    Measure measure =
        Evaluation.of(stays, List.of(contestant), settings, (stage, done) -> {})
            .slices()
            .get(0)
            .contestants()
            .get(0)
            .metrics()
            .get(Metric.AUROC.key());
    return measure == null ? new Estimate(Double.NaN, null, null) : measure.estimate();
  }

  private static LabelledStay stay(String patient, List<Row> rows) {
    boolean[] labels = new boolean[rows.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = rows.get(i).label();
    }
    int[] hours = IntStream.rangeClosed(1, labels.length).toArray();
    return new LabelledStay(patient, new TreeMap<>(), hours, labels, LabelledStay.NO_ONSET);
  }

  /** Into 0 to 1; the order stays. */
  private static double squeezed(double margin) {
    return (Math.atan(margin) + Math.PI / 2) / Math.PI;
  }

  /** Rows without the label are thinned: that changes no AUROC but by chance. */
  private static SortedMap<String, Double> telling(TrainingSpec spec, TrainingTable table) {
    Draw draw = new Draw(spec.seed());
    long negatives = table.rows().stream().filter(row -> !row.label()).count();
    double kept = (double) MOST_NEGATIVES / Math.max(MOST_NEGATIVES, negatives);
    List<Row> rows =
        table.rows().stream()
            .filter(row -> row.label() || draw.of("thin", row.patient(), row.time()) < kept)
            .toList();
    boolean[] labels = new boolean[rows.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = rows.get(i).label();
    }
    int[] columns = table.columns(table.features());
    SortedMap<String, Double> telling = new TreeMap<>();
    for (int i = 0; i < columns.length; i++) {
      double auroc = Ranking.of(column(rows, columns[i]), labels).auroc();
      if (auroc > TELLING || auroc < 1 - TELLING) {
        telling.put(table.features().get(i), auroc);
      }
    }
    return telling;
  }

  /** Unknown ones rank lowest, for not to be measured can tell, too. */
  private static double[] column(List<Row> rows, int column) {
    return rows.stream()
        .mapToDouble(row -> row.values()[column])
        .map(value -> Double.isNaN(value) ? -Double.MAX_VALUE : value)
        .toArray();
  }
}
