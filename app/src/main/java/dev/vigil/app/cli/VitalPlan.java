package dev.vigil.app.cli;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.PatientContext.MonitoringPlan.Item;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * How often a vital sign is expected, as it is given to a command: {@code heart-rate=60s+30s} is
 * every 60 s, with 30 s of grace.
 *
 * @param vital id of an entry of the catalogue
 * @param item null for none: its silence is no alarm any more
 */
record VitalPlan(String vital, @Nullable Item item) {
  /** For the descriptions of options. */
  static final String FORM = "VITAL=INTERVAL+GRACE";

  private static final Map<String, Integer> SECONDS = Map.of("s", 1, "m", 60, "h", 3600);
  private static final Pattern PLAN =
      Pattern.compile(
          "(?<interval>\\d{1,5})(?<intervalUnit>[smh])\\+(?<grace>\\d{1,5})(?<graceUnit>[smh])");

  VitalPlan {
    requireNonNull(vital, "vital is null");
  }

  /** Reads one from the command line. */
  static final class Converter implements ITypeConverter<VitalPlan> {
    @Override
    public VitalPlan convert(String text) {
      VitalOption option = VitalOption.of(text, "60s+30s (interval and grace; s, m or h) or none");
      if (option.isNone()) {
        return new VitalPlan(option.vital(), null);
      }
      Matcher plan = PLAN.matcher(option.value());
      if (!plan.matches()) {
        throw option.malformed();
      }
      try {
        return new VitalPlan(
            option.vital(),
            new Item(
                option.vital(),
                seconds(plan.group("interval"), plan.group("intervalUnit")),
                seconds(plan.group("grace"), plan.group("graceUnit"))));
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException("'" + text + "' can't be done: " + e.getMessage());
      }
    }

    private static int seconds(String number, String unit) {
      return Integer.parseInt(number) * SECONDS.getOrDefault(unit, 1);
    }
  }
}
