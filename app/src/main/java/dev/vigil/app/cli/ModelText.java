package dev.vigil.app.cli;

import dev.vigil.dashboard.models.Change;
import dev.vigil.dashboard.models.ModelJobs;
import dev.vigil.dashboard.models.VersionView;
import dev.vigil.schemas.BacktestProof;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.LedgerEntry.Action;
import dev.vigil.schemas.TechnicalAlert;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the ledger says, for people. */
final class ModelText {
  private static final int SHORT_HASH = 12;
  private static final int ALL_PERCENT = 100;

  private ModelText() {}

  /** One version: name, what it is, since when, by whom, on which proof, how its job does. */
  static String line(VersionView version) {
    StringBuilder line = new StringBuilder();
    line.append(
        String.format(
            Locale.ROOT,
            "%-28s %-13s",
            version.model() + ":" + version.version(),
            state(version.state(), version.percent())));
    if (version.by() != null) {
      Long since = version.since();
      line.append(" since ").append(since == null ? "the first start" : instant(since));
      line.append(" by ").append(version.by());
    }
    if (version.proof() != null) {
      line.append("  proof ").append(shortened(version.proof()));
    }
    ModelJobs.Health job = version.job();
    if (job != null) {
      line.append("  ").append(job(job));
    }
    for (LedgerEntry next : version.next()) {
      line.append("  (")
          .append(state(next.action(), next.percent()))
          .append(" from ")
          .append(instant(next.holdsFrom()))
          .append(")");
    }
    return line.toString().stripTrailing();
  }

  /** One line of the ledger. */
  static String line(LedgerEntry entry) {
    String from =
        entry.holdsFrom() == Long.MIN_VALUE ? "the first start" : instant(entry.holdsFrom());
    String back = entry.rolledBack() == null ? "" : ", rolled back from " + entry.rolledBack();
    String proof = entry.proof() == null ? "" : ", proof " + shortened(entry.proof());
    return String.format(
        Locale.ROOT,
        "%-20s  %s %s by %s: %s%s%s",
        from,
        entry.modelVersion(),
        state(entry.action(), entry.percent()),
        entry.by(),
        entry.because(),
        back,
        proof);
  }

  /** What was decided, and from when it holds. */
  static String sentence(Change change) {
    LedgerEntry entry = change.entry();
    String what = entry.modelVersion() + " is " + state(entry.action(), entry.percent());
    String from =
        entry.holdsFrom() == Long.MIN_VALUE
            ? "since the first start"
            : "from " + instant(entry.holdsFrom());
    return what + " " + from + (change.appended() ? "." : ", as decided before.");
  }

  /** A technical alert: what, since when, why, what to do. */
  static String line(TechnicalAlert alert) {
    return String.format(
        Locale.ROOT,
        "technical alert (%s) %s %s since %s: %s. %s",
        alert.priority().name().toLowerCase(Locale.ROOT),
        alert.subject(),
        alert.condition(),
        instant(alert.since()),
        alert.because(),
        alert.remedy());
  }

  static String line(BacktestProof.Gate gate) {
    return String.format(
        Locale.ROOT,
        "%s %s: %s, %s %s",
        gate.passed() ? "passed" : "failed",
        gate.name(),
        gate.value(),
        gate.bound() == BacktestProof.Bound.AT_MOST ? "at most" : "at least",
        gate.limit());
  }

  private static String job(ModelJobs.Health job) {
    String lag = job.lagSeconds() == null ? "" : ", " + job.lagSeconds() + " s behind";
    String reason = job.reason().isEmpty() ? "" : ": " + job.reason();
    return job.job() + " " + job.status() + lag + reason;
  }

  private static String state(@Nullable Action state, @Nullable Integer percent) {
    if (state == null) {
      return "not yet";
    }
    String word = state.name().toLowerCase(Locale.ROOT);
    return percent == null || percent == ALL_PERCENT ? word : word + " " + percent + " %";
  }

  private static String instant(long second) {
    return Instant.ofEpochSecond(second).toString();
  }

  private static String shortened(String hash) {
    return hash.substring(0, Math.min(hash.length(), SHORT_HASH));
  }
}
