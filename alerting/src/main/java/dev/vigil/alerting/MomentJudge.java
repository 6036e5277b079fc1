package dev.vigil.alerting;

import dev.vigil.alerting.Holding.OwnTime;
import dev.vigil.alerting.Holding.Said;
import dev.vigil.alerting.rules.CombinedRule;
import dev.vigil.alerting.rules.Facts;
import dev.vigil.alerting.rules.Premise;
import dev.vigil.alerting.rules.Truth;
import dev.vigil.alerting.rules.Verdict;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;

/** Judges combined rules at one moment, by {@link PremiseFacts} alone. */
final class MomentJudge implements Facts {
  private final Holding holding;
  private final Collection<CombinedRule> rules;
  // Only within a judgement.
  private SortedMap<String, Truth> facts = Collections.emptySortedMap();
  private long own;
  private long now;
  private boolean heard;
  private boolean forgetful;
  private long due;

  /**
   * @param holding what came before; each judgement changes it
   */
  MomentJudge(Holding holding, Collection<CombinedRule> rules) {
    this.holding = holding;
    this.rules = rules;
  }

  /**
   * Judges.
   *
   * @param known what the premises say
   * @param instant the moment, whole seconds since the epoch
   * @param reading whether it is one at which readings came
   * @return when to judge again if nothing comes, or {@link Conditions#NEVER}
   */
  long judge(SortedMap<String, Truth> known, long instant, boolean reading) {
    facts = known;
    now = instant;
    heard = reading;
    judge();
    return due;
  }

  /** Judges where something was never heard after all: what stood on it is forgotten. */
  long judgeUnheard(SortedMap<String, Truth> known, long instant) {
    forgetful = true;
    judge(known, instant, false);
    forgetful = false;
    return due;
  }

  private void judge() {
    OwnTime time = holding.time();
    own = time == null ? now : time.at(now);
    due = Conditions.NEVER;
    for (CombinedRule rule : rules) {
      Verdict verdict =
          switch (rule.when().judge(this)) {
            case TRUE -> Verdict.BEYOND;
            case FALSE -> Verdict.INSIDE;
            case UNKNOWN -> forgetful ? Verdict.INSIDE : Verdict.UNKNOWN;
          };
      holding.rules().judge(rule.id(), verdict, own, now, 0);
    }
  }

  @Override
  public Truth beyond(Premise.OfVital premise) {
    return anySensor(premise.check().id());
  }

  @Override
  public Truth changed(Premise.OfChange premise) {
    return anySensor(premise.check().id());
  }

  @Override
  public Truth reached(Premise.OfScore premise) {
    return facts.getOrDefault(premise.id(), Truth.UNKNOWN);
  }

  @Override
  public Truth unmonitored(String vital) {
    return facts.getOrDefault(PremiseFacts.silence(vital), Truth.UNKNOWN);
  }

  @Override
  public Lapse lapse(String id, Truth part, int seconds) {
    Said said = forgetful && part == Truth.UNKNOWN ? null : holding.said().get(id);
    if (part != Truth.UNKNOWN && (said == null || said.holds() != (part == Truth.TRUE))) {
      // What isn't the case at the very beginning never was.
      boolean never = said == null && part == Truth.FALSE;
      said = new Said(part == Truth.TRUE, own, now, never);
    }
    if (said == null) {
      holding.said().remove(id);
      return new Lapse(false, false, false);
    }
    said = heard ? said.heard(own, seconds) : said;
    said = said.elapsed(now, seconds);
    holding.said().put(id, said);
    if (!said.lasted()) {
      due = Math.min(due, said.stamp() + seconds);
    }
    return new Lapse(true, said.holds(), said.lasted());
  }

  private Truth anySensor(String id) {
    Truth any = Truth.UNKNOWN;
    String sensors = PremiseFacts.name(id, "");
    for (var entry : facts.tailMap(sensors).entrySet()) {
      if (!entry.getKey().startsWith(sensors)) {
        break;
      }
      if (entry.getValue() == Truth.TRUE) {
        return Truth.TRUE;
      }
      any = Truth.FALSE;
    }
    return any;
  }
}
