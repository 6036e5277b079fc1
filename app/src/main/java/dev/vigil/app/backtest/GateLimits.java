package dev.vigil.app.backtest;

import dev.vigil.app.failure.VigilException;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What a model has to keep to; the numbers are choices of Vigil's, from no source. */
public final class GateLimits {
  /** A number that can be set. */
  public enum Setting {
    /** So many times as many alerts per patient-day as what is live are allowed. */
    ALERT_RATIO(1.2),
    /** So many alerts per patient-day are allowed in any case: one in two days. */
    ALERT_BUDGET(0.5),
    /** By so much the share of patients detected may be below that of what is live. */
    SENSITIVITY_LOSS(0.05),
    /** By so much the AUROC may be below that of what is live. */
    AUROC_LOSS(0),
    /** By so much the normalised utility may be below that of what is live. */
    UTILITY_LOSS(0),
    /** Share of scores that may say nothing. */
    SILENT_SHARE(0.05),
    /** Scores that may fail. */
    FAILED_SCORES(0);

    private final double usual;

    Setting(double usual) {
      this.usual = usual;
    }

    /** Its name in options, such as {@code alert-ratio}. */
    public String key() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Where nobody has set it. */
    public double usual() {
      return usual;
    }

    private static Setting of(String key) {
      return Arrays.stream(values())
          .filter(setting -> setting.key().equals(key))
          .findFirst()
          .orElseThrow(
              () ->
                  VigilException.usage(
                      "There is no gate setting '%s', expected one of %s."
                          .formatted(
                              key,
                              Arrays.stream(values())
                                  .map(Setting::key)
                                  .collect(Collectors.joining(", ")))));
    }
  }

  private final Map<Setting, Double> limits;

  private GateLimits(Map<Setting, Double> limits) {
    this.limits = Collections.unmodifiableMap(limits);
  }

  /**
   * The usual ones but for some.
   *
   * @param set by key
   * @throws VigilException if there is no such key, or a number is below 0 or not finite
   */
  public static GateLimits with(Map<String, Double> set) {
    Map<Setting, Double> limits = new EnumMap<>(Setting.class);
    for (Setting setting : Setting.values()) {
      limits.put(setting, setting.usual());
    }
    set.forEach(
        (key, value) -> {
          Setting setting = Setting.of(key);
          if (!(value >= 0 && Double.isFinite(value))) {
            throw VigilException.usage(
                "--gate " + key + " is " + value + ", expected a number from 0 on.");
          }
          limits.put(setting, value);
        });
    return new GateLimits(limits);
  }

  double get(Setting setting) {
    return limits.getOrDefault(setting, setting.usual());
  }
}
