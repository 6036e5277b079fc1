package dev.vigil.alerting;

import dev.vigil.alerting.rules.Premise;
import dev.vigil.alerting.rules.ScoreRule;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.Explanation;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.Score;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Scores act if the ledger calls their model live for the patient at the record's stamp. */
final class ScoreJudge {
  // One patient in the longest stay meets fewer versions than this; a bound all the same.
  private static final int MOST_VERSIONS = 64;

  private static final String SUBJECT = "score/";

  /** A day later another thing may well be the reason; until then its time stands beside it. */
  private static final long EXPLAINED_SECONDS = 86_400;

  private final Scene at;

  ScoreJudge(Scene at) {
    this.at = at;
  }

  static boolean owns(String subject) {
    return subject.startsWith(SUBJECT);
  }

  /** Takes a score. */
  void score(Score score) {
    if (!isNew(score) || isHistory(score)) {
      return;
    }
    if (isLive(score)) {
      ScoreWatch before = at.state().scores().get(score.model());
      Conditions conditions = before == null ? new Conditions() : before.conditions();
      List<ScoreRule> rules = at.scoreRules(score.model());
      ScoreWatch watch = new ScoreWatch(explained(score, before), conditions);
      watch.judge(rules, premises(score.model()), at.now());
      at.state().scores().put(score.model(), watch);
      settle(score.model(), watch);
    }
  }

  /** A score without an explanation of its own keeps that with which its model began to warn. */
  private static Score explained(Score score, @Nullable ScoreWatch before) {
    if (score.explanation() != null || before == null) {
      return score;
    }
    Score last = before.last();
    Explanation old = last.explanation();
    boolean holds =
        old != null
            && last.version().equals(score.version())
            && score.known() - old.known() <= EXPLAINED_SECONDS;
    return holds ? score.explained(old) : score;
  }

  /** Rules changed: a score that still counts is judged by the new ones. */
  void rejudge() {
    for (Map.Entry<String, ScoreWatch> entry : at.state().scores().entrySet()) {
      ScoreWatch watch = entry.getValue();
      List<ScoreRule> rules = at.scoreRules(entry.getKey());
      watch.retain(rules, premises(entry.getKey()));
      if (isLive(watch.last()) && at.isOfNow(watch.last().known())) {
        watch.judge(rules, premises(entry.getKey()), at.now());
      }
      elapse(watch, rules);
      settle(entry.getKey(), watch);
    }
  }

  /** The deadline of a pending condition. */
  void elapse(String subject) {
    String model = subject.substring(SUBJECT.length());
    ScoreWatch watch = at.state().scores().get(model);
    if (watch != null) {
      elapse(watch, at.scoreRules(model));
      settle(model, watch);
    }
  }

  /** Ends what was found by models of which no version is live for the patient any more. */
  void dropRetired() {
    var watches = at.state().scores().entrySet().iterator();
    while (watches.hasNext()) {
      Map.Entry<String, ScoreWatch> entry = watches.next();
      if (liveVersion(entry.getKey()).isEmpty()) {
        watches.remove();
        at.step().cancel(LimitJudge.DELAY, SUBJECT + entry.getKey());
        Score last = entry.getValue().last();
        ScoreFinding none = new ScoreFinding(new ScoreWatch(last, new Conditions()), List.of());
        at.state().book().settle(SUBJECT + entry.getKey(), none, at);
      }
    }
  }

  /** Nothing is watched any more. */
  void stop() {
    at.state().scores().keySet().forEach(m -> at.step().cancel(LimitJudge.DELAY, SUBJECT + m));
    at.state().scores().clear();
    at.state().vectors().clear();
  }

  private void elapse(ScoreWatch watch, List<ScoreRule> rules) {
    if (isLive(watch.last())) {
      watch.elapse(rules, at.now());
    } else {
      // Rolled back while pending: what is live now says for itself whether it is the case.
      watch.conditions().dropPending();
    }
  }

  private List<Premise.OfScore> premises(String model) {
    return at.policy().premises().scores(model);
  }

  private boolean isLive(Score score) {
    return liveVersion(score.model()).filter(score.version()::equals).isPresent();
  }

  private Optional<String> liveVersion(String model) {
    return at.governance().liveVersion(model, at.patient(), at.now());
  }

  /** Whether the score's vector is later than the last one's of the same model version. */
  private boolean isNew(Score score) {
    SortedMap<String, OutputNumber> vectors = at.state().vectors();
    String version = Score.modelVersion(score.model(), score.version());
    OutputNumber last = vectors.get(version);
    if (last != null && !score.vector().isAfter(last)) {
      return false;
    }
    vectors.put(version, score.vector());
    if (vectors.size() > MOST_VERSIONS) {
      vectors.values().remove(Collections.min(vectors.values()));
    }
    return true;
  }

  /** Whether the score is of an earlier stay. */
  private boolean isHistory(Score score) {
    PatientContext context = at.state().context();
    return context != null && score.known() < context.admitted();
  }

  private void settle(String model, ScoreWatch watch) {
    List<ScoreRule> rules = at.scoreRules(model);
    long due = watch.due(rules);
    if (due == Conditions.NEVER) {
      at.step().cancel(LimitJudge.DELAY, SUBJECT + model);
    } else {
      at.step().schedule(due, LimitJudge.DELAY, SUBJECT + model);
    }
    at.state().book().settle(SUBJECT + model, new ScoreFinding(watch, rules), at);
  }

  /** What the rules find of a model now, or null if none of its scores counts. */
  @Nullable Finding finding(String subject) {
    String model = subject.substring(SUBJECT.length());
    ScoreWatch watch = at.state().scores().get(model);
    return watch == null ? null : new ScoreFinding(watch, at.scoreRules(model));
  }

  /** One model. */
  private record ScoreFinding(ScoreWatch watch, List<ScoreRule> rules) implements Finding {
    @Override
    public AlertTransition.Kind kind() {
      return AlertTransition.Kind.SCORE;
    }

    @Override
    public @Nullable Lead lead() {
      return watch.lead(rules);
    }

    @Override
    public boolean isWatchedBy(String rule) {
      return rules.stream().anyMatch(known -> known.id().equals(rule));
    }

    @Override
    public Account problem(Lead lead) {
      ScoreRule rule =
          rules.stream().filter(known -> known.id().equals(lead.rule())).findFirst().orElseThrow();
      String model = watch.last().model();
      BigDecimal limit = rule.threshold() == null ? rule.anySub() : rule.threshold();
      String what = what(rule);
      return account(model + " has " + what, limit, "Clears when " + model + clears(rule));
    }

    @Override
    public Account end(AlertTransition last) {
      boolean watched = isWatchedBy(last.rule());
      String because =
          watched
              ? watch.last().model() + " is below its threshold again"
              : "No rule with a live model watches " + watch.last().model() + " any more";
      return account(because, last.evidence().limit(), because);
    }

    @Override
    public @Nullable BigDecimal worseBy(BigDecimal by) {
      Double value = watch.last().value();
      return value == null ? null : BigDecimal.valueOf(value).add(by);
    }

    @Override
    public boolean isWorseThan(BigDecimal bound) {
      Double value = watch.last().value();
      return value != null && BigDecimal.valueOf(value).compareTo(bound) > 0;
    }

    private Account account(String because, @Nullable BigDecimal limit, String clears) {
      Evidence evidence = new Evidence(List.of(), limit, watch.last(), null, clears);
      return new Account(watch.last().known(), because, evidence);
    }

    private static String what(ScoreRule rule) {
      String single =
          rule.anySub() == null ? "" : "a single part at or above " + plain(rule.anySub());
      if (rule.threshold() == null) {
        return single;
      }
      if (rule.part() != null) {
        return rule.part() + " at or above " + plain(rule.threshold());
      }
      String whole = "reached " + plain(rule.threshold());
      return single.isEmpty() ? whole : whole + " or " + single;
    }

    private static String clears(ScoreRule rule) {
      String single =
          rule.anySub() == null ? "" : " has no single part at or above " + plain(rule.anySub());
      if (rule.threshold() == null) {
        return single;
      }
      String below = " below " + plain(rule.threshold().subtract(rule.hysteresis()));
      if (rule.part() != null) {
        return " has " + rule.part() + below;
      }
      String whole = " is" + below;
      return single.isEmpty() ? whole : whole + " and" + single;
    }

    private static String plain(BigDecimal number) {
      return number.toPlainString();
    }
  }
}
