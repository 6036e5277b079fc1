package dev.vigil.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.alerting.rules.Policy;
import dev.vigil.alerting.rules.RefusedPolicyException;
import dev.vigil.app.backtest.RuleBudget;
import dev.vigil.app.backtest.RuleTally;
import dev.vigil.app.backtest.RuleTrial;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.files.BundleFile;
import dev.vigil.models.training.Progress;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code vigil alerts budget}. */
@Command(
    name = "budget",
    description =
        "Find delays and thresholds that meet a ward's budget of calls per patient-day, by replay"
            + " of a recording (--data PATH): looked for on every second patient, shown on the"
            + " others. Rules that would only hand their calls to each other are changed together."
            + " Rules of high priority stay as they are. Exit code 1 if the budget can't be met.")
final class AlertsBudgetCommand extends OneRecording {
  @Mixin private CohortOptions cohort = new CohortOptions();

  @Option(
      names = "--per-patient-day",
      required = true,
      paramLabel = "X",
      description = "Calls per patient-day: new alerts, and such that became worse.")
  private double perDay;

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      description = "The present rules, as YAML (default: those that Vigil starts with).")
  private @Nullable Path file;

  @Option(
      names = "--scores-only",
      description = "Only the rules about scores: how they alone would do.")
  private boolean scoresOnly;

  @Option(
      names = "--out",
      paramLabel = "OUT",
      description = "Write the rules that are suggested there, as YAML for rules set.")
  private @Nullable Path out;

  @Override
  protected int run(VigilConfig config, Output output) {
    Path recording = recording();
    check();
    BundleFile suggested = BundleFile.atIfGiven(out, "the rules", "--out");
    JsonNode all = RulesInFile.read(file).json();
    JsonNode rules = scoresOnly ? scores(all) : all;
    Progress progress = progress();
    Set<String> models = new TreeSet<>(RuleTrial.modelsOf(parse(rules)));
    models.add("news2");
    RuleTrial trial =
        RuleTrial.read(recording, cohort.patients(), cohort.target(), models, progress);
    RuleBudget.Found found = new RuleBudget(trial.half(true), rules, perDay, progress).find();
    double shown = compare(trial.half(false), parse(rules), parse(found.rules()), output);
    steps(found.steps(), output);
    if (suggested != null) {
      write(found.rules(), suggested, output);
    }
    return judge(found, shown, output);
  }

  private void check() {
    if (!(perDay > 0)) {
      throw VigilException.usage("--per-patient-day is " + perDay + ", expected more than 0.");
    }
    if (scoresOnly && out != null) {
      throw VigilException.usage(
          "--out with --scores-only would write rules without the limits: leave one of them out.");
    }
  }

  private int judge(RuleBudget.Found found, double shown, Output output) {
    if (!found.met()) {
      throw VigilException.problem(cannotBeMet(found.least()));
    }
    if (shown > perDay) {
      output.text(
          String.format(
              Locale.ROOT,
              "It is met on the patients it was looked for on, and not on those shown, with %.3f a"
                  + " day: chosen on more patients, or for a smaller budget, it holds better.",
              shown));
    }
    return DONE;
  }

  private String cannotBeMet(double least) {
    return String.format(
        Locale.ROOT,
        "The budget of %s can't be met: with all delays and thresholds that may be changed as"
            + " strict as they can be, the patients it was looked for on would still be called for"
            + " %.3f times a day, by rules of high priority and by what lasts.",
        perDay,
        least);
  }

  private static void steps(List<RuleBudget.Step> steps, Output output) {
    int round = 0;
    for (RuleBudget.Step step : steps) {
      boolean withTheLast = step.round() == round;
      round = step.round();
      output.print(withTheLast ? "  together with " + change(step) : text(step), step);
    }
  }

  /**
   * On patients that were not looked at.
   *
   * @return calls per patient-day of the suggested rules
   */
  private static double compare(RuleTrial trial, Policy present, Policy suggested, Output output) {
    RuleTally ofSuggested = trial.with(suggested);
    RuleTable table = new RuleTable(output);
    table.header(ofSuggested);
    table.print("present", trial.with(present));
    table.print("suggested", ofSuggested);
    table.row("NEWS2 >= 5", RuleTally.ALL, trial.with(news2(5)));
    table.row("NEWS2 >= 7", RuleTally.ALL, trial.with(news2(7)));
    return ofSuggested.figures(RuleTally.ALL).perDay();
  }

  private static JsonNode scores(JsonNode rules) {
    var scores = Json.mapper().createArrayNode();
    rules.forEach(
        rule -> {
          if (rule.path("kind").asText().equals("score")) {
            scores.add(rule);
          }
        });
    return scores;
  }

  /** One threshold, with delay and hysteresis of the default rules. */
  private static Policy news2(int threshold) {
    try {
      return Policy.parse(
          Json.mapper()
              .readTree(
                  """
                  [{"id": "news2", "kind": "score", "model": "news2", "threshold": %d,
                    "priority": "medium", "delaySeconds": 60, "hysteresis": 1,
                    "doc": "For comparison."}]\
                  """
                      .formatted(threshold)));
    } catch (IOException | RefusedPolicyException e) {
      throw new IllegalStateException("the rule for comparison is unusable", e);
    }
  }

  private static Policy parse(JsonNode rules) {
    try {
      return Policy.parse(rules);
    } catch (RefusedPolicyException e) {
      throw new IllegalStateException("rules that were usable are not: " + e.getMessage(), e);
    }
  }

  private static String text(RuleBudget.Step step) {
    return String.format(
        Locale.ROOT,
        "%s (then %.3f a day, %d warned%s, on the patients it was looked for on)",
        change(step),
        step.perDay(),
        step.warned(),
        step.leadHours() == null
            ? ""
            : String.format(Locale.ROOT, " %.1f h before", step.leadHours()));
  }

  private static String change(RuleBudget.Step step) {
    return "%s: %s from %s to %s".formatted(step.rule(), step.field(), step.from(), step.to());
  }

  private void write(JsonNode rules, BundleFile file, Output output) {
    file.write(PlainYaml.of(rules).getBytes(UTF_8));
    output.text("Written to " + out + ": look at it, then ./vigil alerts rules set " + out + ".");
  }
}
