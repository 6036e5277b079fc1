package dev.vigil.app.cli;

import dev.vigil.app.replay.ReplaySummary;
import java.util.Locale;
import java.util.Map;

/** A replay's summary for people. */
final class ReplayText {
  private ReplayText() {}

  static String of(ReplaySummary s) {
    StringBuilder text = new StringBuilder();
    line(text, "patients", "%,d (%,d patient-hours)", s.patients(), s.patientHours());
    line(text, "sent", "%,d readings, %,d received", s.sent(), s.received());
    line(
        text,
        "verdicts",
        "%,d accepted, %,d duplicate, %,d rejected, %,d refused",
        s.accepted(),
        s.duplicate(),
        s.rejected(),
        s.refused());
    table(text, s.rejectedBy());
    line(text, "stored", "%,d readings read back from the store", s.stored());
    line(text, "vectors", "%,d", s.vectors());
    line(text, "scores", "%,d", s.scores());
    table(text, s.scoresBy());
    line(text, "alerts", "%,d raised", s.alerts());
    table(text, s.alertsBy());
    line(text, "books", "%s", s.balanced() ? "balance" : "DO NOT BALANCE");
    if (s.verified() != null) {
      line(text, "verify", "%,d differences", s.verified());
    }
    line(
        text,
        "took",
        "%.1f s, %.1f s of processor time, at most %,d MiB",
        s.wallS(),
        s.cpuS(),
        s.peakRssMb());
    return text.toString().stripTrailing();
  }

  private static void line(StringBuilder text, String name, String format, Object... values) {
    text.append(String.format(Locale.ROOT, "%-10s ", name))
        .append(String.format(Locale.ROOT, format, values))
        .append('\n');
  }

  private static void table(StringBuilder text, Map<String, Long> counts) {
    counts.forEach(
        (name, count) -> text.append(String.format(Locale.ROOT, "%,20d  %s%n", count, name)));
  }
}
