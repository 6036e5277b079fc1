package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.backtest.RuleHistory;
import dev.vigil.app.backtest.RuleHistory.Tried;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.logstream.LogReader;
import dev.vigil.dashboard.burden.Burden;
import dev.vigil.dashboard.burden.ModelOpinions;
import dev.vigil.dashboard.burden.Opinions;
import dev.vigil.dashboard.burden.RuleBurden;
import dev.vigil.dashboard.burden.WardBurden;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil alerts noise}. */
@Command(
    name = "noise",
    description =
        "How often each rule called people in each ward, against the ward's budget, and what people"
            + " found of it; the rule that is expected to have called most often for nothing comes"
            + " first. A call is a new alert or one that became worse.")
final class AlertsNoiseCommand extends VigilCommand {
  private static final int DAY = 24;
  private static final int MOST_TRIED = 3;

  @Mixin private ServerOption server = new ServerOption();

  @Option(
      names = "--hours",
      paramLabel = "N",
      description = "Of the last N hours, at most 72 (default: ${DEFAULT-VALUE}).")
  private int hours = DAY;

  @Option(
      names = "--suggest",
      description =
          "Fold the whole log again with changed rules: for each of the noisiest three that are not"
              + " of high priority the smallest change that halves its calls, and what it would"
              + " have lost of the alerts that people found useful. Nothing is changed.")
  private boolean suggest;

  @Override
  protected int run(VigilConfig config, Output output) {
    ServerClient client = server.client(config);
    Burden burden = ServerAnswer.as(Burden.class, client.get("/api/burden?hours=" + hours));
    burden.wards().forEach(ward -> print(ward, output));
    burden.models().forEach(model -> print(model, output));
    if (burden.wards().isEmpty()) {
      output.text("Nobody was there, and no alert came, in the last " + hours + " hours.");
    }
    if (suggest) {
      JsonNode rules = client.get(PolicyChanging.PATH).path("rules");
      RuleHistory history =
          new RuleHistory(rules, noisiest(burden), burden.useful(), burden.from());
      List<Tried> tried = client.stream("/api/log", in -> history.run(new LogReader(in)));
      tried.forEach(one -> output.print(text(one), one));
      if (tried.isEmpty()) {
        output.text("Nothing to try: no rule below high priority called anybody.");
      }
    }
    return DONE;
  }

  /** Of all wards together: a rule is one, wherever it calls. */
  private static List<String> noisiest(Burden burden) {
    Map<String, Double> noise = new LinkedHashMap<>();
    for (WardBurden ward : burden.wards()) {
      ward.rules().stream()
          .filter(rule -> rule.calls() > rule.high())
          .forEach(rule -> noise.merge(rule.rule(), rule.noise(), Double::sum));
    }
    return noise.entrySet().stream()
        .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
        .limit(MOST_TRIED)
        .map(Map.Entry::getKey)
        .toList();
  }

  private static void print(WardBurden ward, Output output) {
    Double rate = ward.perPatientDay();
    output.text(
        String.format(
            Locale.ROOT,
            "ward %s: %d calls, %d of high priority, in %.1f patient-days%s%s",
            ward.ward(),
            ward.calls(),
            ward.high(),
            ward.patientDays(),
            rate == null ? "" : number(": %.2f a patient-day", rate),
            ward.budget() == null
                ? ""
                : number(", budget %.2f", ward.budget())
                    + (ward.isOverBudget() ? ": over it" : "")));
    if (!ward.rules().isEmpty()) {
      output.text(
          String.format(
              Locale.ROOT,
              "  %-32s %7s %6s %9s %9s  %s",
              "rule",
              "calls",
              "high",
              "answered",
              "alone",
              "useful / not useful / known"));
    }
    ward.rules().forEach(rule -> output.print(text(rule), json(ward, rule)));
  }

  private static String text(RuleBurden rule) {
    return String.format(
        Locale.ROOT,
        "  %-32s %,7d %,6d %,9d %,9d  %s",
        rule.rule(),
        rule.calls(),
        rule.high(),
        rule.answered(),
        rule.clearedAlone(),
        text(rule.opinions()));
  }

  private static String text(Opinions opinions) {
    Double actionable = opinions.actionable();
    return actionable == null
        ? "-"
        : String.format(
            Locale.ROOT,
            "%d / %d / %d: %.0f %% actionable",
            opinions.useful(),
            opinions.notUseful(),
            opinions.known(),
            100 * actionable);
  }

  private static Map<String, Object> json(WardBurden ward, RuleBurden rule) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("ward", ward.ward());
    json.put("rule", rule.rule());
    json.put("calls", rule.calls());
    json.put("high", rule.high());
    json.put("answered", rule.answered());
    json.put("cleared_alone", rule.clearedAlone());
    json.put("opinions", rule.opinions());
    json.put("ward_patient_days", ward.patientDays());
    json.put("ward_calls_per_patient_day", ward.perPatientDay());
    json.put("ward_budget", ward.budget());
    return json;
  }

  private static void print(ModelOpinions model, Output output) {
    output.print("model " + model.model() + ": " + text(model.opinions()), model);
  }

  private static String text(Tried tried) {
    String before = String.format(Locale.ROOT, "%s: %d calls", tried.rule(), tried.before());
    if (tried.field() == null) {
      return before + "; no step of its delay or threshold would have halved them.";
    }
    return String.format(
        Locale.ROOT,
        "%s; with %s %s instead of %s %d, and %d of %d alerts found useful would have come"
            + " all the same.",
        before,
        tried.field(),
        tried.to(),
        tried.from(),
        tried.after(),
        tried.usefulKept(),
        tried.useful());
  }

  private static String number(String format, @Nullable Double value) {
    return String.format(Locale.ROOT, format, value);
  }
}
