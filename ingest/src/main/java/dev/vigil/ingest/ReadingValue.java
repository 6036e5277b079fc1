package dev.vigil.ingest;

import dev.vigil.schemas.VitalSign;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a draft's value into steps of its vital sign's precision. */
final class ReadingValue {
  /**
   * What devices write for "no value": seen in monitor exports and in the recordings Vigil replays.
   * Only where it is no plausible value: a base excess of -1 is one.
   */
  private static final Set<BigDecimal> SENTINELS =
      Stream.of(
              "-1", "-99", "-99.9", "-100", "-999", "-999.9", "-9999", "-32768", "9999", "32767",
              "65535")
          .map(number -> new BigDecimal(number).stripTrailingZeros())
          .collect(Collectors.toUnmodifiableSet());

  private static final MathContext SHOWN = new MathContext(12);

  private final Units units = new Units();

  /** The value in steps, rounded half to even. */
  long steps(VitalSign vital, Draft draft) throws Rejection {
    if (draft.number() == null && (draft.code() == null || draft.code().isEmpty())) {
      throw new Rejection(
          Reason.EMPTY_VALUE,
          vital.id() + " has no value",
          "leave the reading out if nothing was measured");
    }
    return vital.isCoded() ? code(vital, draft) : measurement(vital, draft);
  }

  private long measurement(VitalSign vital, Draft draft) throws Rejection {
    BigDecimal number = draft.number();
    if (number == null) {
      throw new Rejection(
          Reason.WRONG_TYPE, "the value of " + vital.id() + " is text", "send it as a number");
    }
    String unit = ReadingJudge.required(draft.unit(), "unit");
    BigDecimal canonical = units.toCanonical(vital, number, unit);
    if (!vital.isPlausible(canonical)) {
      throw implausible(vital, number, canonical);
    }
    return vital.toSteps(canonical);
  }

  private static Rejection implausible(VitalSign vital, BigDecimal sent, BigDecimal canonical) {
    if (SENTINELS.contains(sent.stripTrailingZeros())) {
      return new Rejection(
          Reason.SENTINEL,
          vital.id() + " has the value " + sent.toPlainString() + ", which stands for no value",
          "leave the reading out if nothing was measured");
    }
    return new Rejection(
        Reason.IMPLAUSIBLE,
        "%s %s %s is outside %s..%s"
            .formatted(
                vital.id(),
                canonical.round(SHOWN).stripTrailingZeros().toPlainString(),
                vital.unit(),
                vital.low().toPlainString(),
                vital.high().toPlainString()),
        "check the sensor, and the unit that was declared");
  }

  private static long code(VitalSign vital, Draft draft) throws Rejection {
    if (draft.unit() != null && !draft.unit().equals(vital.unit())) {
      throw new Rejection(
          Reason.UNIT_MISMATCH,
          vital.id() + " is coded and has no other unit than " + vital.unit(),
          "leave 'unit' out");
    }
    BigDecimal number = draft.number();
    int index = number == null ? vital.codes().indexOf(draft.code()) : whole(number);
    if (index < 0 || index >= vital.codes().size()) {
      throw new Rejection(
          Reason.UNKNOWN_CODE,
          "the value is no code of " + vital.id(),
          "send one of " + String.join(", ", vital.codes()));
    }
    return index;
  }

  /** The number if it is a small whole one, else -1. */
  private static int whole(BigDecimal number) {
    boolean small = number.signum() >= 0 && number.compareTo(BigDecimal.TEN) < 0;
    return small && number.stripTrailingZeros().scale() <= 0 ? number.intValue() : -1;
  }
}
