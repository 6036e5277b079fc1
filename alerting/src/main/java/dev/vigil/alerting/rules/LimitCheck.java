package dev.vigil.alerting.rules;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.Priority;
import dev.vigil.schemas.VitalSign;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;

/**
 * One side of one limit as it holds for one patient.
 *
 * @param rule id of the rule
 * @param side which side of the limit is dangerous
 * @param limit in steps of the vital sign's precision; a value equal to it is inside
 * @param clear the value at or inside of which an alert clears, in steps
 * @param priority of the alert
 * @param delaySeconds how long the patient has to be beyond the limit
 */
public record LimitCheck(
    String rule, Side side, long limit, long clear, Priority priority, int delaySeconds) {

  /** Which side of a limit is dangerous. */
  public enum Side {
    LOW,
    HIGH;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    public String wireName() {
      return wireName;
    }
  }

  public LimitCheck {
    requireNonNull(rule, "rule is null");
    requireNonNull(side, "side is null");
    requireNonNull(priority, "priority is null");
  }

  /**
   * The check of one side at this limit. A limit outside the plausible range is taken as the end of
   * the range, one more precise than the vital sign as the nearest step that means the same.
   */
  static LimitCheck of(LimitRule rule, Side side, BigDecimal limit, VitalSign sign) {
    BigDecimal possible = limit.max(sign.low()).min(sign.high());
    RoundingMode inwards = side == Side.LOW ? RoundingMode.CEILING : RoundingMode.FLOOR;
    long steps = sign.toSteps(withoutTail(possible, sign).setScale(sign.decimals(), inwards));
    long back = sign.toSteps(rule.hysteresis());
    // Never beyond what the vital sign can reach: an alert that can't clear is worse than a wide
    // one.
    long clear =
        side == Side.LOW
            ? Math.min(steps + back, sign.toSteps(sign.high()))
            : Math.max(steps - back, sign.toSteps(sign.low()));
    return new LimitCheck(rule.id(), side, steps, clear, rule.priority(), rule.delaySeconds());
  }

  /**
   * What lies between nothing and a step is a tenth of one: rounded either way it comes to the
   * same, and 1e-999999999 is not written out in a billion digits.
   */
  private static BigDecimal withoutTail(BigDecimal limit, VitalSign sign) {
    long digitsBeforePoint = (long) limit.precision() - limit.scale();
    return digitsBeforePoint < -sign.decimals()
        ? BigDecimal.valueOf(limit.signum(), sign.decimals() + 1)
        : limit;
  }

  /** Names the check within a patient's vital sign. */
  public String id() {
    return rule + '/' + side.wireName();
  }

  /** What the check thinks of a value in steps. */
  public Verdict judge(long value) {
    if (side == Side.LOW ? value < limit : value > limit) {
      return Verdict.BEYOND;
    }
    boolean back = side == Side.LOW ? value >= clear : value <= clear;
    return back ? Verdict.INSIDE : Verdict.BETWEEN;
  }
}
