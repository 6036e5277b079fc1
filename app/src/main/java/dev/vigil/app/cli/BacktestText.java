package dev.vigil.app.cli;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.app.backtest.Backtested;
import dev.vigil.app.backtest.Contender;
import dev.vigil.app.backtest.Difference;
import dev.vigil.schemas.BacktestProof;
import dev.vigil.schemas.BacktestProof.Agreement;
import dev.vigil.schemas.BacktestProof.Basis;
import dev.vigil.schemas.BacktestProof.Bound;
import dev.vigil.schemas.BacktestProof.Figure;
import dev.vigil.schemas.BacktestProof.Gate;
import dev.vigil.schemas.BacktestProof.Interval;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.Score;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a backtest found, for people and for machines. */
final class BacktestText {
  private static final int FIRST_DIFFERENCES = 5;
  private static final String NONE = "-";

  /** In the order in which people ask. */
  private static final Map<String, String> NAMES =
      Map.of(
          "alerts_per_day", "alerts per patient-day",
          "sensitivity", "patients detected",
          "ppv", "right alerts",
          "lead_hours", "median lead time, h",
          "utility", "utility of open alerts",
          "auroc", "AUROC",
          "auprc", "AUPRC",
          "silent_share", "scores that say nothing");

  private static final List<String> ORDER =
      List.of(
          "alerts_per_day",
          "sensitivity",
          "ppv",
          "lead_hours",
          "utility",
          "auroc",
          "auprc",
          "silent_share");

  private final Backtested backtested;
  private final BacktestProof proof;
  private final @Nullable Path proofFile;
  private final @Nullable Path differences;
  private final double seconds;
  private final StringBuilder text = new StringBuilder();

  BacktestText(
      Backtested backtested, @Nullable Path proofFile, @Nullable Path differences, Duration took) {
    this.backtested = requireNonNull(backtested, "backtested is null");
    this.proof = backtested.proof();
    this.proofFile = proofFile;
    this.differences = differences;
    this.seconds = took.toMillis() / 1000.0;
    basis();
    figures();
    agreement();
    gates();
    differences();
    close();
  }

  JsonNode toJson() {
    ObjectNode json = Json.mapper().createObjectNode();
    json.put("hash", proof.hash()).put("passed", proof.passed());
    json.set("proof", Json.mapper().valueToTree(proof));
    json.put("differences", backtested.differences().size());
    json.put("default_rule", backtested.ruleOfVigils());
    json.put("slow_scores", backtested.slowScores());
    if (proofFile != null) {
      json.put("proof_file", proofFile.toString());
    }
    if (differences != null) {
      json.put("differences_file", differences.toString());
    }
    return json.put("wall_s", seconds);
  }

  @Override
  public String toString() {
    return text.toString().stripTrailing();
  }

  private void basis() {
    Basis basis = proof.basis();
    line(
        "%,d patients, %,.1f patient-days; %s",
        basis.patients(),
        basis.patientDays(),
        basis.label() == null
            ? "nobody says what became of them"
            : String.format(Locale.ROOT, "%,d with %s", basis.events(), basis.label()));
    line("95 %% intervals over patients");
    if (backtested.ruleOfVigils()) {
      line(
          "The policy has no rule for %s: it is judged by %s, from its decision threshold on.",
          proof.model(), Contender.DEFAULT_RULE);
    }
    proof
        .rules()
        .forEach(
            rule ->
                line(
                    "rule %-20s %s, delay %s s, hysteresis %s",
                    rule.path("id").asText(),
                    condition(rule),
                    rule.path("delaySeconds").asText(),
                    PlainNumber.of(rule.path("hysteresis"))));
    line("");
  }

  private static String condition(JsonNode rule) {
    String model = rule.path("model").asText();
    String whole = rule.has("threshold") ? " from " + PlainNumber.of(rule.path("threshold")) : "";
    String part = rule.has("anySub") ? " with a part from " + rule.path("anySub").asText() : "";
    return model + whole + part;
  }

  private void figures() {
    row("", Score.modelVersion(proof.model(), proof.version()), lives(), "difference");
    for (String name : ORDER) {
      Figure figure = proof.figures().get(name);
      if (figure != null) {
        row(
            NAMES.getOrDefault(name, name),
            number(figure.candidate(), "%.3f"),
            number(figure.live(), "%.3f"),
            number(figure.difference(), "%+.3f"));
      }
    }
    line("");
  }

  private String lives() {
    return proof.against().stream()
        .map(live -> Score.modelVersion(live.model(), live.version()))
        .collect(Collectors.joining(", "));
  }

  private void agreement() {
    Agreement of = proof.agreement();
    double hours = proof.basis().patientHours();
    line(
        "Patient-hours with an open alert: %.1f %% both, %.1f %% only the model, %.1f %% only what"
            + " is live, %.1f %% none",
        100 * of.both() / hours,
        100 * of.onlyCandidate() / hours,
        100 * of.onlyLive() / hours,
        100 * of.neither() / hours);
    line(
        "Cohen's kappa %s; rank correlation of the scores %s",
        number(of.kappa(), "%.3f"),
        of.rankCorrelation() == null
            ? NONE
            : String.format(Locale.ROOT, "%.3f", of.rankCorrelation()));
    line("");
  }

  private static String number(@Nullable Interval of, String format) {
    if (of == null) {
      return NONE;
    }
    String value = String.format(Locale.ROOT, format, of.value());
    return of.low() == null
        ? value
        : value
            + String.format(Locale.ROOT, " (" + format + ".." + format + ")", of.low(), of.high());
  }

  private void gates() {
    for (Gate gate : proof.gates()) {
      line(
          "gate %-24s %-7s %.4f, expected %s %.4f",
          gate.name(),
          gate.passed() ? "passed" : "FAILED",
          gate.value(),
          gate.bound() == Bound.AT_MOST ? "at most" : "at least",
          gate.limit());
    }
    if (proof.basis().events() == 0) {
      line("No gate about what an alert was worth: no patient with an event is known.");
    }
    line("");
  }

  private void differences() {
    List<Difference> all = backtested.differences();
    line("%,d patient-hours in which only one of them had an alert open%s", all.size(), first());
    all.stream()
        .limit(FIRST_DIFFERENCES)
        .forEach(
            each ->
                line(
                    "  %s hour %s: only %s alerted (scores %.4g and %.4g)",
                    each.patient(),
                    each.hour(),
                    each.alerted().equals("live") ? "what is live" : "the model",
                    each.candidateScore(),
                    each.liveScore()));
    line("");
  }

  private String first() {
    String where = differences == null ? "" : " (all of them in " + differences + ")";
    return where + (backtested.differences().isEmpty() ? "." : "; the first:");
  }

  private void close() {
    line(
        "%,d of %,d scores took longer than %d ms (this machine, this run; not in the proof)",
        backtested.slowScores(), backtested.scores(), Backtested.SCORE_BUDGET.toMillis());
    line("proof %s%s", proof.hash(), proofFile == null ? "" : " in " + proofFile);
    List<String> failed =
        proof.gates().stream().filter(gate -> !gate.passed()).map(Gate::name).toList();
    line(
        "%s",
        failed.isEmpty()
            ? "All gates passed."
            : "Not to be promoted: failed " + String.join(", ", failed) + ".");
    line("took %.1f s", seconds);
  }

  private void row(String title, String candidate, String live, String difference) {
    String row =
        String.format(Locale.ROOT, "%-26s %-24s %-24s %s", title, candidate, live, difference);
    line("%s", row.stripTrailing());
  }

  private void line(String format, Object... values) {
    text.append(String.format(Locale.ROOT, format, values)).append('\n');
  }
}
