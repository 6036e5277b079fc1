package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the catalogue: one thing that can be measured or observed.
 *
 * <p>Inside the engine a value is a whole number of steps of {@code 10^-decimals} canonical units,
 * so that sums are exact and order can't change a bit.
 *
 * @param id Vigil's name for it, such as {@code heart-rate}
 * @param name for people
 * @param kind vital sign, laboratory value, observation by a person, or technical alarm of a device
 * @param loinc LOINC code; null where no single code fits
 * @param unit canonical unit, UCUM case-sensitive
 * @param decimals decimals of the canonical unit that are kept, 0 to 6
 * @param low lowest plausible value, in the canonical unit
 * @param high highest plausible value, in the canonical unit
 * @param bands boundaries between clinically meaningful bands, rising, in the canonical unit; a
 *     band begins above its boundary
 * @param bandHysteresis how far beyond a boundary a value has to be to count as having crossed it
 * @param codes meaning of the whole numbers of a coded observation, from 0; empty for a measurement
 * @param doc what it is, with the source of bands and codes
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VitalSign(
    String id,
    String name,
    Kind kind,
    @Nullable String loinc,
    String unit,
    int decimals,
    BigDecimal low,
    BigDecimal high,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<BigDecimal> bands,
    @Nullable BigDecimal bandHysteresis,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> codes,
    String doc) {

  /** Where a value comes from. */
  public enum Kind {
    @JsonProperty("vital")
    VITAL,
    @JsonProperty("lab")
    LAB,
    @JsonProperty("observation")
    OBSERVATION,
    /** What a device says of itself: 1 while its technical alarm lasts, and 0. */
    @JsonProperty("technical")
    TECHNICAL
  }

  private static final int MAX_DECIMALS = 6;

  /** Decimal digits of the largest long. */
  private static final int MAX_DIGITS = 19;

  public VitalSign {
    requireNonNull(id, "id is null");
    requireNonNull(name, "name is null");
    requireNonNull(kind, "kind is null");
    requireNonNull(unit, "unit is null");
    requireNonNull(low, "low is null");
    requireNonNull(high, "high is null");
    requireNonNull(doc, "doc is null");
    bands = bands == null ? List.of() : List.copyOf(bands);
    codes = codes == null ? List.of() : List.copyOf(codes);
    if (decimals < 0 || decimals > MAX_DECIMALS) {
      throw new IllegalArgumentException(
          id + " has " + decimals + " decimals, expected 0 to " + MAX_DECIMALS);
    }
    if (low.compareTo(high) >= 0) {
      throw new IllegalArgumentException(id + ": low " + low + " is not below high " + high);
    }
  }

  /**
   * The value in steps of the precision, rounded half to even where it has more decimals.
   *
   * @throws ArithmeticException if that is no long
   */
  public long toSteps(BigDecimal canonical) {
    // A stranger's 1e999999999 or 1e-999999999 must not be written out in a billion digits.
    long digitsBeforePoint = (long) canonical.precision() - canonical.scale();
    if (digitsBeforePoint > MAX_DIGITS - decimals) {
      if (canonical.signum() == 0) {
        return 0;
      }
      throw new ArithmeticException(id + " is too large to be counted in steps");
    }
    if (digitsBeforePoint < -decimals) {
      return 0;
    }
    return canonical.setScale(decimals, RoundingMode.HALF_EVEN).unscaledValue().longValueExact();
  }

  /** The value in the canonical unit. */
  public BigDecimal toDecimal(long steps) {
    return BigDecimal.valueOf(steps, decimals);
  }

  /** Whether a value in the canonical unit can be true. */
  public boolean isPlausible(BigDecimal canonical) {
    return canonical.compareTo(low) >= 0 && canonical.compareTo(high) <= 0;
  }

  @JsonIgnore
  public boolean isCoded() {
    return !codes.isEmpty();
  }
}
