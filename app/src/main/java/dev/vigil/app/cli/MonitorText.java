package dev.vigil.app.cli;

import dev.vigil.models.evaluation.CalibrationCheck;
import dev.vigil.models.evaluation.Estimate;
import dev.vigil.models.monitoring.Compared;
import dev.vigil.models.monitoring.Distribution;
import dev.vigil.models.monitoring.Judgement;
import dev.vigil.models.monitoring.MonitorReport;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a version does, for people. */
final class MonitorText {
  private static final int MOST_INPUTS = 12;
  private static final int PERCENT = 100;
  private static final int PERCENT_PER_MARK = 2;

  private final StringBuilder text = new StringBuilder();

  MonitorText(MonitorReport report) {
    line(
        "monitor    %s to %s: %,d patients, %,d patient-hours%s",
        Instant.ofEpochSecond(report.from()),
        Instant.ofEpochSecond(report.to()),
        report.patients(),
        report.rows(),
        report.share() < 1
            ? String.format(Locale.ROOT, " (%.1f %% of all patients)", PERCENT * report.share())
            : "");
    MonitorReport.TrainedOn trained = report.trainedOn();
    if (trained != null) {
      line(
          "training   %,d patients, %,d rows: %s",
          trained.patients(), trained.rows(), trained.source());
    }
    report.judgements().forEach(this::judgement);
    scores(report);
    inputs(report);
    if (report.calibration() != null) {
      calibration(report.calibration());
    }
  }

  @Override
  public String toString() {
    return text.toString().stripTrailing();
  }

  private void judgement(Judgement judged) {
    line(
        "  %-8s %-15s %s",
        judged.verdict().name().toLowerCase(Locale.ROOT),
        judged.condition().wireName(),
        judged.because());
  }

  private void scores(MonitorReport report) {
    StringBuilder outcomes = new StringBuilder();
    report
        .outcomes()
        .forEach((name, share) -> outcomes.append(", ").append(name).append(percent(share)));
    line("scores    %s warn%s", percent(report.warning()), outcomes);
    Compared score = report.score();
    Distribution expected = score.expected();
    for (int bin = 0; score.now().known() > 0 && bin < score.now().counts().size(); bin++) {
      double now = share(score.now(), bin);
      line(
          "  %-12s%s%s  %s",
          bin < score.now().edges().size()
              ? String.format(Locale.ROOT, "to %.3g", score.now().edges().get(bin))
              : "above",
          percent(now),
          expected == null ? "" : ", in training" + percent(share(expected, bin)),
          "#".repeat((int) Math.round(PERCENT * now / PERCENT_PER_MARK)));
    }
  }

  private static double share(Distribution of, int bin) {
    return of.counts().get(bin).doubleValue() / (double) Math.max(1, of.known());
  }

  private void inputs(MonitorReport report) {
    line(
        "%-46s %8s %10s %9s %12s", "inputs, worst first", "PSI", "by chance", "missing", "trained");
    for (Compared input :
        report.inputs().subList(0, Math.min(MOST_INPUTS, report.inputs().size()))) {
      Distribution expected = input.expected();
      line(
          "  %-44s %8s %10s %9s %12s",
          input.name(),
          number(input.psi()),
          number(input.byChance()),
          percent(input.now().unknownShare()),
          expected == null ? "-" : percent(expected.unknownShare()));
    }
    if (report.inputs().size() > MOST_INPUTS) {
      line("  and %d more (--json has all)", report.inputs().size() - MOST_INPUTS);
    }
  }

  private void calibration(CalibrationCheck check) {
    line(
        "outcomes   of %,d patients, %,d with the event; came over predicted %s%s",
        check.patients(),
        check.events(),
        estimate(check.ratio()),
        check.slope() == null ? "" : ", slope " + estimate(check.slope()));
  }

  private static String estimate(Estimate of) {
    String interval =
        of.low() == null || of.high() == null
            ? ""
            : String.format(Locale.ROOT, " (%.2f..%.2f)", of.low(), of.high());
    return String.format(Locale.ROOT, "%.2f", of.value()) + interval;
  }

  private static String number(@Nullable Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.2f", value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, " %.1f %%", PERCENT * share);
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
  }
}
