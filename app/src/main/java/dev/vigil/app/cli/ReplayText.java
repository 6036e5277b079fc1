package dev.vigil.app.cli;

import dev.vigil.app.replay.LiveReplaySummary;
import dev.vigil.app.replay.ReplaySummary;
import dev.vigil.app.replay.ReplaySummary.Check;
import dev.vigil.app.replay.ReplaySummary.Cost;
import dev.vigil.app.replay.ReplaySummary.Intake;
import dev.vigil.app.replay.ReplaySummary.Played;
import dev.vigil.app.replay.ReplaySummary.Results;
import java.util.Locale;
import java.util.Map;

/** A replay's summary for people. */
final class ReplayText {
  private final StringBuilder text = new StringBuilder();

  private ReplayText() {}

  static String of(ReplaySummary summary) {
    ReplayText text = new ReplayText();
    Played played = summary.played();
    text.line("patients", "%,d (%,d patient-hours)", played.patients(), played.patientHours());
    text.add(summary.intake());
    text.add(summary.results());
    text.add(summary.check());
    text.add(summary.cost());
    return text.text.toString().stripTrailing();
  }

  static String of(LiveReplaySummary summary) {
    ReplayText text = new ReplayText();
    Played played = summary.played();
    text.line("patients", "%,d (%,d patient-hours)", played.patients(), played.patientHours());
    text.line(
        "verdicts",
        "%,d accepted, %,d duplicate, %,d rejected, %,d refused of %,d sent",
        summary.accepted(),
        summary.duplicate(),
        summary.rejected(),
        summary.refused(),
        summary.sent());
    text.table(summary.rejectedBy());
    text.line("played", "%s", summary.whole() ? "to its end" : "until it was ended");
    text.line("took", "%.1f s at speed %s", summary.wallS(), summary.speed());
    return text.text.toString().stripTrailing();
  }

  private void add(Intake in) {
    line("sent", "%,d readings, %,d received", in.sent(), in.received());
    line(
        "verdicts",
        "%,d accepted, %,d duplicate, %,d rejected, %,d refused",
        in.accepted(),
        in.duplicate(),
        in.rejected(),
        in.refused());
    table(in.rejectedBy());
  }

  private void add(Results results) {
    line("stored", "%,d readings read back from the store", results.stored());
    line("vectors", "%,d", results.vectors());
    line("scores", "%,d", results.scores());
    table(results.scoresBy());
    line("alerts", "%,d raised", results.alerts());
    table(results.alertsBy());
  }

  private void add(Check check) {
    line("books", "%s", check.balanced() ? "balance" : "DO NOT BALANCE");
    if (check.verified() != null) {
      line("verify", "%,d differences", check.verified());
    }
  }

  private void add(Cost cost) {
    line(
        "took",
        "%.1f s, %.1f s of processor time, at most %,d MiB",
        cost.wallS(),
        cost.cpuS(),
        cost.peakRssMb());
  }

  private void line(String name, String format, Object... values) {
    text.append(String.format(Locale.ROOT, "%-10s ", name))
        .append(String.format(Locale.ROOT, format, values))
        .append('\n');
  }

  private void table(Map<String, Long> counts) {
    counts.forEach(
        (name, count) -> text.append(String.format(Locale.ROOT, "%,20d  %s%n", count, name)));
  }
}
