package dev.vigil.app.cli;

import dev.vigil.dashboard.drill.Drill;
import dev.vigil.dashboard.drill.DrillReport;
import dev.vigil.dashboard.drill.DrillReport.AlertAnswer;
import dev.vigil.dashboard.drill.DrillReport.Deed;
import dev.vigil.dashboard.drill.DrillReport.Moment;
import dev.vigil.schemas.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Drills and their reports for people. */
final class DrillText {
  /** Where the API has them. */
  static final String PATH = "/api/drills";

  private DrillText() {}

  /** {@code drill-1 sepsis in ward training, 4 patients, started …}. */
  static String line(Drill drill) {
    Drill.End end = drill.end();
    return "%s  %s in ward %s, %d patients, started %s by %s; %s"
        .formatted(
            drill.id(),
            drill.plan().scenario(),
            drill.plan().ward(),
            drill.plan().patients(),
            Instant.ofEpochSecond(drill.started()),
            drill.by(),
            end == null
                ? "runs"
                : "ended after %d s by %s: %s"
                    .formatted(end.at() - drill.started(), end.by(), end.because()));
  }

  static String report(DrillReport report) {
    Drill drill = report.drill();
    List<String> lines = new ArrayList<>();
    lines.add("DRILL, simulated patients: " + line(drill));
    lines.add(
        "patient %s gets worse from %s on; all seconds are from then on"
            .formatted(drill.plan().worsens(), Instant.ofEpochSecond(drill.plan().onset())));
    lines.add("  first alert      " + text(report.alerted()));
    lines.add("  noticed          " + text(report.noticed()));
    lines.add("  acknowledged     " + text(report.acknowledged()));
    lines.add("  first action     " + text(report.acted()));
    report.alerts().forEach(alert -> lines.add(text(alert)));
    report.deeds().forEach(deed -> lines.add(text(deed, drill)));
    return String.join("\n", lines);
  }

  private static String text(@Nullable Moment moment) {
    if (moment == null) {
      return "-";
    }
    Long sinceAlert = moment.sinceAlert();
    String alert =
        sinceAlert == null || moment.by() == null
            ? ""
            : ", %d s %s the alert"
                .formatted(Math.abs(sinceAlert), sinceAlert < 0 ? "before" : "after");
    return "%d s%s%s"
        .formatted(moment.sinceOnset(), alert, moment.by() == null ? "" : ", by " + moment.by());
  }

  private static String text(AlertAnswer alert) {
    return String.format(
        Locale.ROOT,
        "alert %s of %s: %s (%s); opened %s; answered %s; %s",
        alert.rule(),
        alert.patient(),
        alert.because(),
        word(alert.priority()),
        after(alert.opened(), alert.openedBy(), alert.raised()),
        after(alert.answered(), alert.answeredBy(), alert.raised()),
        word(alert.state()));
  }

  private static String after(@Nullable Long at, @Nullable String by, long raised) {
    return at == null ? "never" : "after %d s by %s".formatted(at - raised, by);
  }

  private static String text(Deed deed, Drill drill) {
    return "%6d s  %s  %s  %s%s"
        .formatted(
            deed.at() - drill.plan().onset(),
            deed.by(),
            deed.patient(),
            word(deed.kind()),
            deed.about().isEmpty() ? "" : ": " + String.join(", ", deed.about()));
  }

  /** The word that the JSON has for it. */
  private static String word(Object value) {
    return Json.mapper().valueToTree(value).asText();
  }
}
