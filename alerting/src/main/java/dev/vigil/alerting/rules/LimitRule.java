package dev.vigil.alerting.rules;

import dev.vigil.schemas.Priority;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A vital sign beyond a limit. A value equal to the limit is inside.
 *
 * @param id unique within the policy
 * @param vital id of an entry of the catalogue
 * @param low in the canonical unit, null for none
 * @param high in the canonical unit, null for none
 * @param priority of the alert
 * @param delaySeconds how long the patient has to be beyond the limit, by the measured times of the
 *     readings
 * @param hysteresis how far back inside a value has to be to clear the alert, in the canonical unit
 * @param doc source of the numbers
 */
public record LimitRule(
    String id,
    String vital,
    @Nullable BigDecimal low,
    @Nullable BigDecimal high,
    Priority priority,
    int delaySeconds,
    BigDecimal hysteresis,
    String doc)
    implements Rule {

  public LimitRule {
    Checks.common(id, priority, doc);
    Checks.delay(delaySeconds);
    VitalSign sign = VitalSigns.catalogue().find(vital);
    if (sign == null) {
      throw new InvalidRuleException("vital", "an id of the catalogue of vital signs");
    }
    if (low == null && high == null) {
      throw new InvalidRuleException("low", "a number here, in 'high', or in both");
    }
    checkLimit("low", low, sign);
    checkLimit("high", high, sign);
    if (low != null && high != null && low.compareTo(high) >= 0) {
      throw new InvalidRuleException("low", "a number below 'high'");
    }
    Checks.hysteresis(hysteresis, sign.high().subtract(sign.low()));
    checkPrecision("hysteresis", hysteresis, sign);
  }

  private static void checkLimit(String field, @Nullable BigDecimal limit, VitalSign sign) {
    if (limit == null) {
      return;
    }
    if (!sign.isPlausible(limit)) {
      throw new InvalidRuleException(
          field, "a number from " + sign.low() + " to " + sign.high() + " " + sign.unit());
    }
    checkPrecision(field, limit, sign);
  }

  private static void checkPrecision(String field, BigDecimal number, VitalSign sign) {
    if (number.stripTrailingZeros().scale() > sign.decimals()) {
      throw new InvalidRuleException(
          field,
          "a number of at most " + sign.decimals() + " decimals, the precision of the vital");
    }
  }
}
