package dev.vigil.models.monitoring;

import static dev.vigil.models.monitoring.MonitorReport.excessUnknown;

import dev.vigil.models.evaluation.CalibrationCheck;
import dev.vigil.models.monitoring.Judgement.Verdict;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the numbers of a version mean. */
final class MonitorJudge {
  private static final int NAMED = 3;
  private static final int PERCENT = 100;

  private final MonitorReport report;
  private final long answers;

  /**
   * Of a report.
   *
   * @param answers scores that it stands on
   */
  MonitorJudge(MonitorReport report, long answers) {
    this.report = report;
    this.answers = answers;
  }

  List<Judgement> judgements() {
    return List.of(
        inputDrift(),
        scoreDrift(),
        missingInputs(),
        failedScores(),
        disagreement(),
        Judgement.unknown(MonitorCondition.CALIBRATION, "no outcome is known"));
  }

  private Judgement inputDrift() {
    String lack = lack(report.rows());
    if (lack != null) {
      return Judgement.unknown(MonitorCondition.INPUT_DRIFT, lack);
    }
    List<Compared> compared = report.inputs().stream().filter(of -> of.psi() != null).toList();
    if (compared.isEmpty()) {
      return Judgement.unknown(
          MonitorCondition.INPUT_DRIFT,
          text("no input is known in %d patient-hours", MonitorLimits.LEAST_ROWS));
    }
    double worst = compared.stream().mapToDouble(Compared::shift).max().orElse(0);
    List<Compared> shifted =
        compared.stream()
            .filter(of -> of.shift() > MonitorLimits.CLEAR_PSI)
            .sorted(Comparator.comparingDouble(Compared::shift).reversed())
            .toList();
    String names =
        shifted.stream()
            .limit(NAMED)
            .map(of -> text("%s %.2f", of.name(), of.shift()))
            .collect(Collectors.joining(", "));
    return new Judgement(
        MonitorCondition.INPUT_DRIFT,
        Judgement.verdict(worst, MonitorLimits.CLEAR_PSI, MonitorLimits.RAISE_PSI),
        shifted.isEmpty()
            ? text("%d inputs are distributed as in training", compared.size())
            : text(
                "%d of %d inputs are distributed otherwise than in training (PSI, limit %.2f): %s",
                shifted.size(), compared.size(), MonitorLimits.RAISE_PSI, names));
  }

  private Judgement scoreDrift() {
    Compared score = report.score();
    String lack = lack(score.now().known());
    Double psi = score.psi();
    Double byChance = score.byChance();
    if (lack != null || psi == null || byChance == null) {
      String because = lack != null ? lack : "the bundle has no reference of its scores";
      return Judgement.unknown(MonitorCondition.SCORE_DRIFT, because);
    }
    return new Judgement(
        MonitorCondition.SCORE_DRIFT,
        Judgement.verdict(score.shift(), MonitorLimits.CLEAR_PSI, MonitorLimits.RAISE_PSI),
        text(
            "scores have a PSI of %.2f against training (limit %.2f, by chance up to %.2f)",
            psi, MonitorLimits.RAISE_PSI, byChance));
  }

  private Judgement missingInputs() {
    String lack = lack(report.rows());
    if (lack != null) {
      return Judgement.unknown(MonitorCondition.MISSING_INPUTS, lack);
    }
    List<Compared> missing =
        report.inputs().stream()
            .filter(this::isMissingMore)
            .sorted(Comparator.comparingDouble(MonitorReport::excessUnknown).reversed())
            .toList();
    double worst = missing.isEmpty() ? 0 : excessUnknown(missing.get(0));
    String names =
        missing.stream()
            .limit(NAMED)
            .map(
                of ->
                    text("%s in %.0f %% of the rows", of.name(), PERCENT * of.now().unknownShare()))
            .collect(Collectors.joining(", "));
    return new Judgement(
        MonitorCondition.MISSING_INPUTS,
        Judgement.verdict(worst, MonitorLimits.CLEAR_MISSING, MonitorLimits.RAISE_MISSING),
        missing.isEmpty()
            ? "no input is missing more often than in training"
            : text(
                "%d of %d inputs are missing more often than in training: %s",
                missing.size(), report.inputs().size(), names));
  }

  private boolean isMissingMore(Compared of) {
    Distribution expected = of.expected();
    MonitorReport.TrainedOn trained = report.trainedOn();
    if (expected == null || trained == null || of.now().rows() == 0) {
      return false;
    }
    double pooled =
        (double) (of.now().unknown() + expected.unknown())
            / (double) (of.now().rows() + expected.rows());
    double chance = Stability.shareByChance(pooled, report.patients(), trained.patients());
    return excessUnknown(of) > Math.max(MonitorLimits.CLEAR_MISSING, chance);
  }

  private Judgement failedScores() {
    if (answers < MonitorLimits.LEAST_ROWS) {
      return Judgement.unknown(MonitorCondition.FAILED_SCORES, tooFew(answers));
    }
    return new Judgement(
        MonitorCondition.FAILED_SCORES,
        Judgement.verdict(report.failed(), MonitorLimits.CLEAR_FAILED, MonitorLimits.RAISE_FAILED),
        text(
            "%.1f %% of the scores failed (limit %.0f %%)",
            PERCENT * report.failed(), PERCENT * MonitorLimits.RAISE_FAILED));
  }

  private Judgement disagreement() {
    MonitorReport.Disagreement found = report.disagreement();
    if (found == null) {
      return Judgement.unknown(
          MonitorCondition.DISAGREEMENT, "no other version is live for the same patients");
    }
    if (found.pairs() < MonitorLimits.LEAST_ROWS) {
      return Judgement.unknown(MonitorCondition.DISAGREEMENT, tooFew(found.pairs()));
    }
    return new Judgement(
        MonitorCondition.DISAGREEMENT,
        Judgement.verdict(found.sides(), MonitorLimits.CLEAR_SIDES, MonitorLimits.RAISE_SIDES),
        text(
            "decides otherwise than the live version in %.1f %% of %d patient-hours (limit %.0f"
                + " %%); scores are %.3g apart on average",
            PERCENT * found.sides(),
            found.pairs(),
            PERCENT * MonitorLimits.RAISE_SIDES,
            found.distance()));
  }

  /** Of a version whose outcomes are known. */
  static Judgement calibration(CalibrationCheck check) {
    String known =
        text(
            "%d events in %d patients, %.1f patient-hours with an event came where %.1f were"
                + " predicted",
            check.events(), check.patients(), (double) check.observed(), check.expected());
    Double low = check.ratio().low();
    Double high = check.ratio().high();
    if (check.events() < CalibrationCheck.LEAST_EVENTS || low == null || high == null) {
      return Judgement.unknown(
          MonitorCondition.CALIBRATION,
          text("too few: %d of %d events", check.events(), CalibrationCheck.LEAST_EVENTS));
    }
    boolean isCertain = low > 1 || high < 1;
    double ratio = check.ratio().value();
    double factor = isCertain ? Math.max(ratio, 1 / ratio) : 1;
    Verdict verdict =
        Judgement.verdict(factor, MonitorLimits.CLEAR_RATIO, MonitorLimits.RAISE_RATIO);
    return new Judgement(
        MonitorCondition.CALIBRATION,
        verdict,
        known + text(": %.2f times as many (%.2f..%.2f)", ratio, low, high));
  }

  /** What is missing before distributions can be compared; null if nothing is. */
  private @Nullable String lack(long rows) {
    if (report.trainedOn() == null) {
      return "the bundle has no reference: add one with ./vigil model reference";
    }
    if (report.patients() < MonitorLimits.LEAST_PATIENTS) {
      return text("too few: %d of %d patients", report.patients(), MonitorLimits.LEAST_PATIENTS);
    }
    return rows < MonitorLimits.LEAST_ROWS ? tooFew(rows) : null;
  }

  private static String tooFew(long rows) {
    return text("too few: %d of %d patient-hours", rows, MonitorLimits.LEAST_ROWS);
  }

  private static String text(String format, Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
