package dev.vigil.ingest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.vigil.schemas.VitalSign;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.measure.IncommensurableException;
import javax.measure.Unit;
import javax.measure.UnitConverter;
import systems.uom.ucum.format.UCUMFormat;
import systems.uom.ucum.internal.format.TokenMgrError;
import tech.units.indriya.function.RationalNumber;

/**
 * Brings a value into its vital sign's canonical unit. Units are UCUM (case-sensitive,
 * https://ucum.org); what common devices write instead is in one table here. Conversions are linear
 * in exact decimals; nothing is guessed from the size of a value, and nothing is converted that
 * needs a molar mass.
 */
final class Units {
  /** Spellings met on devices that are not UCUM, or mean something else there. */
  static final Map<String, String> SPELLINGS =
      Map.ofEntries(
          Map.entry("bpm", "/min"),
          Map.entry("BPM", "/min"),
          Map.entry("beats/min", "/min"),
          Map.entry("breaths/min", "/min"),
          Map.entry("brpm", "/min"),
          Map.entry("rpm", "/min"),
          Map.entry("C", "Cel"),
          Map.entry("degC", "Cel"),
          Map.entry("°C", "Cel"),
          Map.entry("F", "[degF]"),
          Map.entry("degF", "[degF]"),
          Map.entry("°F", "[degF]"),
          Map.entry("mmHg", "mm[Hg]"),
          Map.entry("Torr", "mm[Hg]"),
          Map.entry("cmH2O", "cm[H2O]"),
          Map.entry("percent", "%"),
          Map.entry("pct", "%"),
          Map.entry("fraction", "1"),
          Map.entry("lpm", "L/min"),
          Map.entry("LPM", "L/min"),
          Map.entry("sec", "s"),
          Map.entry("pH", "[pH]"),
          Map.entry("IU/L", "U/L"),
          Map.entry("mEq/L", "meq/L"),
          Map.entry("K/uL", "10*3/uL"),
          Map.entry("K/µL", "10*3/uL"),
          Map.entry("x10E3/uL", "10*3/uL"));

  /** The library doesn't know UCUM's {@code 10*3} (nor {@code 10^3}); a plain number it does. */
  private static final Pattern POWER_OF_TEN = Pattern.compile("10[*^](\\d|1[0-2])(?!\\d)");

  /** Longer exponents make the library recurse without end. */
  private static final Pattern SANE = Pattern.compile("(?!.*\\d{3})[\\x21-\\x7E]{1,32}");

  /** Beyond any unit's factor times any plausible value. */
  private static final int MOST_DIGITS = 40;

  /** Two digits more than any value has, so that an exact tie stays one after a division. */
  private static final MathContext EXACT_ENOUGH = new MathContext(20);

  private static final int REMEMBERED_UNITS = 1_000;

  private final Cache<Key, Optional<Linear>> conversions =
      Caffeine.newBuilder().maximumSize(REMEMBERED_UNITS).build();

  private record Key(String from, String to) {}

  private record Linear(BigDecimal factor, BigDecimal offset) {
    BigDecimal apply(BigDecimal value) {
      return value.multiply(factor).add(offset).round(EXACT_ENOUGH);
    }
  }

  /** The value in the vital sign's canonical unit. */
  BigDecimal toCanonical(VitalSign vital, BigDecimal value, String unit) throws Rejection {
    if (Math.abs((long) value.scale()) > MOST_DIGITS || value.precision() > MOST_DIGITS) {
      throw new Rejection(
          Reason.IMPLAUSIBLE,
          vital.id() + " has a value that no vital sign has",
          "send the value as measured, in " + vital.unit());
    }
    if (unit.equals(vital.unit())) {
      return value;
    }
    String ucum = SPELLINGS.getOrDefault(unit, unit);
    if (ucum.equals(vital.unit())) {
      return value;
    }
    return conversions
        .get(new Key(ucum, vital.unit()), Units::between)
        .orElseThrow(() -> mismatch(vital, unit))
        .apply(value);
  }

  private static Rejection mismatch(VitalSign vital, String unit) {
    return new Rejection(
        Reason.UNIT_MISMATCH,
        vital.id() + " can't be converted from '" + unit + "' to " + vital.unit(),
        "send " + vital.id() + " in " + vital.unit() + ", or in a UCUM unit of the same kind");
  }

  private static Optional<Linear> between(Key key) {
    // Arbitrary units ([pH], {ACVPU}) are commensurable with nothing but themselves.
    if (!SANE.matcher(key.from).matches() || key.to.startsWith("[") || key.to.startsWith("{")) {
      return Optional.empty();
    }
    try {
      return linear(parse(key.from).getConverterToAny(parse(key.to)));
    } catch (IncommensurableException | RuntimeException | TokenMgrError e) {
      // The library has no one way to say that a unit is none.
      return Optional.empty();
    }
  }

  private static Optional<Linear> linear(UnitConverter converter) {
    BigDecimal atZero = decimal(converter.convert(BigDecimal.ZERO));
    BigDecimal atOne = decimal(converter.convert(BigDecimal.ONE));
    BigDecimal atTwo = decimal(converter.convert(BigDecimal.valueOf(2)));
    BigDecimal factor = atOne.subtract(atZero);
    BigDecimal same = atTwo.subtract(atOne);
    boolean linear = factor.round(EXACT_ENOUGH).compareTo(same.round(EXACT_ENOUGH)) == 0;
    return linear ? Optional.of(new Linear(factor, atZero)) : Optional.empty();
  }

  private static BigDecimal decimal(Number number) {
    if (number instanceof RationalNumber rational) {
      return new BigDecimal(rational.getDividend())
          .divide(new BigDecimal(rational.getDivisor()), MathContext.DECIMAL128);
    }
    return number instanceof Double d ? BigDecimal.valueOf(d) : new BigDecimal(number.toString());
  }

  private static Unit<?> parse(String ucum) {
    Matcher power = POWER_OF_TEN.matcher(ucum);
    String readable = power.replaceAll(match -> "1" + "0".repeat(Integer.parseInt(match.group(1))));
    return UCUMFormat.getInstance(UCUMFormat.Variant.CASE_SENSITIVE).parse(readable);
  }
}
