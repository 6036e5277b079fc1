package dev.vigil.alerting.rules;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * What a {@link CombinedRule} asks: a tree of what is measured, scored or missing, put together by
 * and, or, not, so many of so many, for how long, and since when. Data; what was heard stands in
 * {@link Facts}.
 */
public sealed interface Premise {
  /** What it comes to. Each part is asked each time, so that none misses how time passes. */
  Truth judge(Facts facts);

  /** This premise and all its parts, from the top. */
  void visit(Consumer<Premise> each);

  /** In plain words, such as {@code heart rate above 110 /min}. */
  String text();

  /** A vital sign beyond a limit, with hysteresis by sensor. */
  record OfVital(LimitCheck check, VitalSign sign) implements Premise {
    @Override
    public Truth judge(Facts facts) {
      return facts.beyond(this);
    }

    @Override
    public void visit(Consumer<Premise> each) {
      each.accept(this);
    }

    @Override
    public String text() {
      String side = check.side() == LimitCheck.Side.LOW ? " below " : " above ";
      return sign.name() + side + inUnit(sign, check.limit());
    }
  }

  /**
   * A device's own technical alarm. It tells when one begins and ends: a device that has never said
   * so has none.
   */
  record OfDevice(OfVital alarm) implements Premise {
    @Override
    public Truth judge(Facts facts) {
      return Truth.of(facts.beyond(alarm) == Truth.TRUE);
    }

    @Override
    public void visit(Consumer<Premise> each) {
      each.accept(this);
      alarm.visit(each);
    }

    @Override
    public String text() {
      return alarm.sign().name() + " (alarm of a device)";
    }
  }

  /** A vital sign that rises or falls by so much within so long. */
  record OfChange(ChangeCheck check, VitalSign sign) implements Premise {
    @Override
    public Truth judge(Facts facts) {
      return facts.changed(this);
    }

    @Override
    public void visit(Consumer<Premise> each) {
      each.accept(this);
    }

    @Override
    public String text() {
      String way = check.side() == LimitCheck.Side.LOW ? " falls by " : " rises by ";
      String by = inUnit(sign, check.by());
      return sign.name() + way + by + " within " + check.withinSeconds() + " s";
    }
  }

  /** A score at or above a threshold, or one of its parts. */
  record OfScore(String id, ScoreRule rule) implements Premise {
    @Override
    public Truth judge(Facts facts) {
      return facts.reached(this);
    }

    @Override
    public void visit(Consumer<Premise> each) {
      each.accept(this);
    }

    @Override
    public String text() {
      BigDecimal whole = rule.threshold();
      BigDecimal single = rule.anySub();
      String one = rule.part() == null ? "" : rule.part() + " in ";
      String part =
          single == null
              ? ""
              : "a single part of " + rule.model() + " at or above " + plain(single);
      if (whole == null) {
        return part;
      }
      String all = one + rule.model() + " at or above " + plain(whole);
      return part.isEmpty() ? all : all + " or " + part;
    }
  }

  /** A vital sign of the monitoring plan that stopped coming. */
  record OfSilence(String vital) implements Premise {
    public OfSilence {
      requireNonNull(vital, "vital is null");
    }

    @Override
    public Truth judge(Facts facts) {
      return facts.unmonitored(vital);
    }

    @Override
    public void visit(Consumer<Premise> each) {
      each.accept(this);
    }

    @Override
    public String text() {
      return VitalSigns.catalogue().get(vital).name() + " unmonitored";
    }
  }

  /** At least so many of these; all of them is "and", one of them is "or". */
  record AtLeast(int least, List<Premise> of) implements Premise {
    public AtLeast {
      of = List.copyOf(of);
    }

    @Override
    public Truth judge(Facts facts) {
      int yes = 0;
      int perhaps = 0;
      for (Premise part : of) {
        Truth truth = part.judge(facts);
        yes += truth == Truth.TRUE ? 1 : 0;
        perhaps += truth == Truth.UNKNOWN ? 1 : 0;
      }
      if (yes >= least) {
        return Truth.TRUE;
      }
      return yes + perhaps >= least ? Truth.UNKNOWN : Truth.FALSE;
    }

    @Override
    public void visit(Consumer<Premise> each) {
      each.accept(this);
      of.forEach(part -> part.visit(each));
    }

    @Override
    public String text() {
      if (least > 1 && least < of.size()) {
        String parts = of.stream().map(Premise::text).collect(Collectors.joining("; "));
        return "at least " + least + " of (" + parts + ")";
      }
      String word = least == of.size() ? " and " : " or ";
      return of.stream().map(AtLeast::bracketed).collect(Collectors.joining(word));
    }

    private static String bracketed(Premise part) {
      boolean several = part instanceof AtLeast many && many.of().size() > 1;
      return several ? "(" + part.text() + ")" : part.text();
    }
  }

  /** The opposite. */
  record Not(Premise part) implements Premise {
    @Override
    public Truth judge(Facts facts) {
      return part.judge(facts).opposite();
    }

    @Override
    public void visit(Consumer<Premise> each) {
      each.accept(this);
      part.visit(each);
    }

    @Override
    public String text() {
      return "not (" + part.text() + ")";
    }
  }

  /** The case for so long without a break. */
  record Lasting(String id, Premise part, int seconds) implements Premise {
    @Override
    public Truth judge(Facts facts) {
      Facts.Lapse lapse = facts.lapse(id, part.judge(facts), seconds);
      return lapse.known() ? Truth.of(lapse.holds() && lapse.lasted()) : Truth.UNKNOWN;
    }

    @Override
    public void visit(Consumer<Premise> each) {
      each.accept(this);
      part.visit(each);
    }

    @Override
    public String text() {
      return "(" + part.text() + ") for " + seconds + " s";
    }
  }

  /** The case now, or until no longer ago than this. */
  record Recently(String id, Premise part, int seconds) implements Premise {
    @Override
    public Truth judge(Facts facts) {
      Facts.Lapse lapse = facts.lapse(id, part.judge(facts), seconds);
      return lapse.known() ? Truth.of(lapse.holds() || !lapse.lasted()) : Truth.UNKNOWN;
    }

    @Override
    public void visit(Consumer<Premise> each) {
      each.accept(this);
      part.visit(each);
    }

    @Override
    public String text() {
      return "(" + part.text() + ") within the last " + seconds + " s";
    }
  }

  private static String inUnit(VitalSign sign, long steps) {
    return sign.toDecimal(steps).toPlainString() + " " + sign.unit();
  }

  private static String plain(BigDecimal number) {
    return number.toPlainString();
  }
}
