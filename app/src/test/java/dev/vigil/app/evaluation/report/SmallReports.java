package dev.vigil.app.evaluation.report;

import dev.vigil.app.cohort.RecordingUse;
import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.evaluation.Contestant;
import dev.vigil.models.evaluation.Evaluation;
import dev.vigil.models.evaluation.EvaluationReport;
import dev.vigil.models.evaluation.EvaluationSettings;
import dev.vigil.models.evaluation.LabelledStay;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Reports of made-up patients, about a tenth of whom become septic. */
final class SmallReports {
  private static final int PATIENTS = 150;
  private static final int ROWS = 40;

  private SmallReports() {}

  /** A model whose risks are those of a rare event, a score that only ranks, a second model. */
  static EvaluationReport report(String model, String score, String baseline) {
    SplittableRandom random = new SplittableRandom(11);
    List<LabelledStay> stays = stays(random);
    return Evaluation.of(
        stays,
        List.of(
            new Contestant(model, 0.05, true, risks(stays, random, 0.08)),
            new Contestant(score, 0.25, false, levels(stays, random)),
            new Contestant(baseline, 0.03, true, risks(stays, random, 0.03))),
        EvaluationSettings.DEFAULT.withResamples(EvaluationSettings.LEAST_RESAMPLES),
        (stage, done) -> {});
  }

  static ParsedPage page(EvaluationReport report, String model) throws Exception {
    BundleManifest manifest =
        new BundleManifest(
            BundleManifest.FORMAT,
            BundleManifest.Kind.XGBOOST,
            model,
            "7",
            new TreeMap<>(),
            new TreeMap<>(Map.of("data", "the data of " + model)),
            null,
            "sepsis",
            new TreeMap<>(),
            null,
            new TreeMap<>());
    RecordingUse use =
        new RecordingUse(
            150,
            6100,
            100,
            3,
            50_000,
            new TreeMap<>(Map.of("implausible", 12L)),
            new TreeMap<>(Map.of("Weight", 7L)));
    return new ParsedPage(
        new EvaluationPage(manifest, "ab12", use, Preface.ofBundle(manifest), report).toBytes());
  }

  private static List<LabelledStay> stays(SplittableRandom random) {
    List<LabelledStay> stays = new ArrayList<>();
    for (int i = 0; i < PATIENTS; i++) {
      int first = i % 10 == 0 ? random.nextInt(ROWS) : ROWS;
      int[] hours = new int[ROWS];
      boolean[] labels = new boolean[ROWS];
      for (int row = 0; row < ROWS; row++) {
        hours[row] = row + 30;
        labels[row] = row >= first;
      }
      Map<String, String> groups =
          Map.of("age", i == 1 ? "under 18" : "45-64", "sex", i % 20 < 10 ? "male" : "<b>other");
      stays.add(LabelledStay.ofSepsis("p" + i, groups, hours, labels));
    }
    return stays;
  }

  private static List<double[]> risks(
      List<LabelledStay> stays, SplittableRandom random, double raised) {
    List<double[]> risks = new ArrayList<>();
    for (LabelledStay stay : stays) {
      double[] rows = new double[ROWS];
      for (int row = 0; row < ROWS; row++) {
        rows[row] = 0.05 * random.nextDouble() + (stay.labels()[row] ? raised : 0);
      }
      rows[0] = 0;
      risks.add(rows);
    }
    return risks;
  }

  private static List<double[]> levels(List<LabelledStay> stays, SplittableRandom random) {
    List<double[]> levels = new ArrayList<>();
    for (LabelledStay stay : stays) {
      double[] rows = new double[ROWS];
      for (int row = 0; row < ROWS; row++) {
        rows[row] = (random.nextInt(7) + (stay.labels()[row] ? 3 : 0)) / 20.0;
      }
      levels.add(rows);
    }
    return levels;
  }
}
