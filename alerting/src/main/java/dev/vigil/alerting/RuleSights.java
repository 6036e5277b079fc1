package dev.vigil.alerting;

import dev.vigil.alerting.RuleSight.Standing;
import dev.vigil.alerting.rules.CombinedRule;
import dev.vigil.alerting.rules.LimitCheck;
import dev.vigil.alerting.rules.LimitRule;
import dev.vigil.alerting.rules.Policy;
import dev.vigil.alerting.rules.Premise;
import dev.vigil.alerting.rules.RiskRule;
import dev.vigil.alerting.rules.Rule;
import dev.vigil.alerting.rules.ScoreRule;
import dev.vigil.alerting.rules.Truth;
import dev.vigil.alerting.rules.UnmonitoredRule;
import dev.vigil.alerting.rules.Verdict;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.MonitoringPlan.Item;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What each rule sees of one patient, from the state that the fold has come to. */
public final class RuleSights {
  private final Scene at;
  private final List<RuleSight> sights = new ArrayList<>();

  private RuleSights(Scene at) {
    this.at = at;
  }

  /**
   * All rules that are for the patient, in the order of the policy; none while the patient isn't
   * watched.
   *
   * @param state after all records and deadlines up to {@code now}
   * @param now whole seconds since the epoch
   */
  public static List<RuleSight> of(PatientAlerts state, Governance governance, long now) {
    if (!state.isWatched()) {
      return List.of();
    }
    Policy policy = governance.policyAt(now).forPatient(state.context());
    RuleSights all = new RuleSights(new Scene(state, policy, governance, new Standstill(now), now));
    policy.rules().forEach(all::add);
    all.addOwnLimits();
    return List.copyOf(all.sights);
  }

  private void add(Rule rule) {
    if (rule instanceof LimitRule limit) {
      addLimits(limit);
    } else if (rule instanceof ScoreRule score) {
      addScore(score);
    } else if (rule instanceof RiskRule) {
      for (String model : at.state().scores().keySet()) {
        at.scoreRules(model).stream()
            .filter(of -> of.id().equals(rule.id()))
            .forEach(this::addScore);
      }
    } else if (rule instanceof CombinedRule combined) {
      addCombined(combined);
    } else if (rule instanceof UnmonitoredRule unmonitored) {
      addSilences(unmonitored);
    }
  }

  private void addLimits(LimitRule rule) {
    List<LimitCheck> checks =
        checks(rule.vital()).stream().filter(check -> check.rule().equals(rule.id())).toList();
    if (checks.isEmpty()) {
      String because = "Limits set for the patient stand in its place";
      sights.add(new RuleSight(rule.id(), rule.priority(), Standing.QUIET, because, List.of()));
    }
    checks.forEach(check -> addLimit(VitalSigns.catalogue().get(rule.vital()), check));
  }

  /** Limits of the patient where the policy has no rule. */
  private void addOwnLimits() {
    PatientContext context = at.state().context();
    if (context != null) {
      for (String vital : context.limits().keySet()) {
        checks(vital).stream()
            .filter(
                check -> at.policy().rules().stream().noneMatch(r -> r.id().equals(check.rule())))
            .forEach(check -> addLimit(VitalSigns.catalogue().get(vital), check));
      }
    }
  }

  private List<LimitCheck> checks(String vital) {
    return at.policy().limitChecks(vital, at.ownLimits(vital));
  }

  private void addLimit(VitalSign sign, LimitCheck check) {
    VitalWatch watch = at.state().vitals().get(sign.id());
    List<String> sees = new ArrayList<>();
    List<Condition> conditions = new ArrayList<>();
    if (watch != null) {
      watch
          .sensors()
          .forEach(
              (id, last) -> {
                String value = sign.toDecimal(last.value()).toPlainString() + ' ' + sign.unit();
                sees.add("%s by %s, measured %s".formatted(value, id, time(last.measured())));
                conditions.add(condition(last.conditions(), check.id()));
              });
    }
    String what = new Premise.OfVital(check, sign).text();
    String subject = LimitJudge.subject(sign.id(), check.side());
    Judged judged = judged(conditions, check.delaySeconds(), what, subject);
    sights.add(
        new RuleSight(check.rule(), check.priority(), judged.standing(), judged.because(), sees));
  }

  private void addScore(ScoreRule rule) {
    ScoreWatch watch = at.state().scores().get(rule.model());
    String what = new Premise.OfScore(rule.id(), rule).text();
    List<String> sees = new ArrayList<>();
    List<Condition> conditions = new ArrayList<>();
    if (watch != null) {
      Score last = watch.last();
      sees.add(
          "%s %s: %s, known %s"
              .formatted(last.model(), last.version(), text(last), time(last.known())));
      Condition condition = condition(watch.conditions(), rule.id());
      if (!(condition instanceof Condition.Absent) || rule.judge(last) != Verdict.UNKNOWN) {
        conditions.add(condition);
      }
    }
    Judged judged = judged(conditions, rule.delaySeconds(), what, "score/" + rule.model());
    sights.add(
        new RuleSight(rule.id(), rule.priority(), judged.standing(), judged.because(), sees));
  }

  private static String text(Score score) {
    if (score.value() != null) {
      return score.value().toString();
    }
    return score.low() == null ? "no value" : "between " + score.low() + " and " + score.high();
  }

  private static Condition condition(Conditions conditions, String id) {
    return Objects.requireNonNullElse(conditions.kept().get(id), Condition.ABSENT);
  }

  /** What conditions come to, and why. */
  private record Judged(Standing standing, String because) {}

  private Judged judged(
      Collection<Condition> conditions, int delaySeconds, String what, String subject) {
    if (conditions.isEmpty()) {
      return new Judged(Standing.CANNOT_TELL, "Nothing is known that would say: " + what);
    }
    if (conditions.stream().anyMatch(condition -> condition instanceof Condition.Present)) {
      return new Judged(Standing.RAISES, "It is so: " + what + "; " + alert(subject));
    }
    Long due = null;
    for (Condition condition : conditions) {
      if (condition instanceof Condition.Pending pending) {
        long own = pending.due(delaySeconds);
        due = due == null ? Long.valueOf(own) : Long.valueOf(Math.min(due, own));
      }
    }
    return due == null
        ? new Judged(Standing.QUIET, "It is not so: " + what)
        : new Judged(
            Standing.WAITS,
            "It is so, but not for %d s yet: %s; raises at %s if nothing else comes"
                .formatted(delaySeconds, what, time(due)));
  }

  private String alert(String subject) {
    Alert.Open open = at.state().book().open().get(subject);
    return open == null
        ? "no alert is open"
        : "alert %s/%d is %s, led by %s"
            .formatted(
                open.last().alert(),
                open.last().sequence(),
                open.last().state().name().toLowerCase(Locale.ROOT),
                open.last().rule());
  }

  private void addCombined(CombinedRule rule) {
    Holding holding = at.state().combinations().holding();
    MomentJudge moment = new MomentJudge(holding.copy(), List.of());
    var unused = moment.judge(PremiseFacts.now(at), at.now(), false);
    List<String> sees = new ArrayList<>();
    rule.when()
        .visit(
            premise -> {
              if (tells(premise)) {
                sees.add(said(premise.judge(moment)) + ": " + premise.text());
              }
            });
    String what = rule.when().text();
    Truth now = rule.when().judge(moment);
    Judged judged;
    if (holding.rules().isPresent(rule.id())) {
      judged = new Judged(Standing.RAISES, "It is so: " + what + "; " + alert("rule/" + rule.id()));
    } else if (now == Truth.UNKNOWN) {
      judged = new Judged(Standing.CANNOT_TELL, "Nothing is known that would say: " + what);
    } else {
      judged = new Judged(Standing.QUIET, "It is not so: " + what);
    }
    sights.add(
        new RuleSight(rule.id(), rule.priority(), judged.standing(), judged.because(), sees));
  }

  /** Whether it says more than its parts do. */
  private static boolean tells(Premise premise) {
    boolean ofDevice =
        premise instanceof Premise.OfVital of && of.sign().kind() == VitalSign.Kind.TECHNICAL;
    return !(ofDevice || premise instanceof Premise.AtLeast || premise instanceof Premise.Not);
  }

  private static String said(Truth truth) {
    return switch (truth) {
      case TRUE -> "so";
      case FALSE -> "not so";
      case UNKNOWN -> "unknown";
    };
  }

  private void addSilences(UnmonitoredRule rule) {
    SilenceJudge silences = new SilenceJudge(at);
    PatientContext context = at.state().context();
    List<Item> items = context == null ? List.of() : context.plan().items();
    if (items.isEmpty()) {
      String because = "The patient's monitoring plan expects nothing";
      sights.add(new RuleSight(rule.id(), rule.priority(), Standing.QUIET, because, List.of()));
    }
    for (Item item : items) {
      String name = VitalSigns.catalogue().get(item.vital()).name();
      boolean missing = silences.isMissing(item.vital());
      String because =
          missing
              ? "No " + name + " comes; " + alert("unmonitored/" + item.vital())
              : name + " comes, or its monitoring is paused";
      sights.add(
          new RuleSight(
              rule.id(),
              rule.priority(),
              missing ? Standing.RAISES : Standing.QUIET,
              because,
              List.of(lastSeen(item.vital(), name))));
    }
  }

  private String lastSeen(String vital, String name) {
    Silence silence = at.state().silences().get(vital);
    Long measured = silence == null ? null : silence.measured();
    return measured == null ? name + " never came" : name + " last measured " + time(measured);
  }

  private static String time(long second) {
    return Instant.ofEpochSecond(second).toString();
  }
}
