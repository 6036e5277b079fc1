package dev.vigil.app.cli;

import dev.vigil.app.backtest.RuleTally;
import dev.vigil.app.backtest.RuleTally.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Calls by rule, as a table for people or an object a line. */
final class RuleTable {
  private final Output output;

  RuleTable(Output output) {
    this.output = output;
  }

  /** What the columns mean, and of how many patients they are. */
  void header(RuleTally tally) {
    output.text(
        String.format(
            Locale.ROOT,
            "%,d patients, %,.0f patient-days, %,d with an event. A call is a new alert or one that"
                + " became worse.",
            tally.patients(),
            tally.days(),
            tally.events()));
    output.text(
        "before: patients with an event who were called for in the 12 h before it; open: others"
            + " whose alert stood open. lead: median hours.");
    output.text(
        String.format(
            Locale.ROOT,
            "%-10s %-32s %8s %10s %9s %8s %6s %6s",
            "rules",
            "rule",
            "calls",
            "per day",
            "high/day",
            "before",
            "open",
            "lead"));
  }

  /** All rules together, then each. */
  void print(String rules, RuleTally tally) {
    List<String> rows = new ArrayList<>(List.of(RuleTally.ALL));
    rows.addAll(tally.rules());
    rows.forEach(rule -> row(rules, rule, tally));
  }

  /** One row. */
  void row(String rules, String rule, RuleTally tally) {
    Figures figures = tally.figures(rule);
    String lead = figures.leadHours() == null ? "-" : text("%.1f", figures.leadHours());
    String share =
        tally.events() == 0 ? "-" : text("%.1f %%", 100.0 * figures.warned() / tally.events());
    output.print(
        String.format(
            Locale.ROOT,
            "%-10s %-32s %,8d %10.3f %9.3f %8s %6d %6s",
            rules,
            rule,
            figures.calls(),
            figures.perDay(),
            figures.highPerDay(),
            share,
            figures.standing(),
            lead),
        json(rules, rule, tally, figures));
  }

  private static String text(String format, double number) {
    return String.format(Locale.ROOT, format, number);
  }

  private static Map<String, Object> json(
      String rules, String rule, RuleTally tally, Figures figures) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rules", rules);
    json.put("rule", rule);
    json.put("patients", tally.patients());
    json.put("patient_days", tally.days());
    json.put("events", tally.events());
    json.put("calls", figures.calls());
    json.put("calls_per_patient_day", figures.perDay());
    json.put("high_per_patient_day", figures.highPerDay());
    json.put("warned_before_onset", figures.warned());
    json.put("open_before_onset", figures.standing());
    json.put("lead_hours", figures.leadHours());
    return json;
  }
}
