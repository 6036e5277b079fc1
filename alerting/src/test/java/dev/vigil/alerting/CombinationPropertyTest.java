package dev.vigil.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.alerting.rules.CombinedRule;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class CombinationPropertyTest {
  private static final long T = 1_000_000;
  private static final int RECORDS = 40;

  @Property(tries = 40, shrinking = ShrinkingMode.OFF)
  void combinedRule_afterEachRecordAndSecond_holdsWhereTheSlowReferenceSaysSo(@ForAll long seed) {
    Random random = new Random(seed);
    GovernanceTimeline governance = Rules.governance(Rules.combined("c", premise(random, 0)));
    CombinedRule rule = Objects.requireNonNull(governance.policyAt(T).combined().get("c"));
    Bedside bed = new Bedside(governance, random.nextBoolean());
    bed.admit(T, MonitoringPlan.NONE);
    SlowCombination slow = new SlowCombination(rule.when(), T);
    long stamp = T;
    for (int i = 0; i < RECORDS; i++) {
      stamp += random.nextInt(6) == 0 ? random.nextInt(80) : random.nextInt(8);
      bed.advance(stamp);
      slow.advance(stamp);
      assertThat(isOpen(bed)).as("before %d: %s", i, rule.when().text()).isEqualTo(slow.holds());

      List<Reading> readings = readings(random, stamp);
      bed.record(stamp, Bedside.readings(stamp, readings.toArray(Reading[]::new)));
      slow.readings(stamp, readings);
      assertThat(isOpen(bed)).as("after %d: %s", i, rule.when().text()).isEqualTo(slow.holds());
    }
  }

  private static boolean isOpen(Bedside bed) {
    return bed.state().book().isOpen("rule/c");
  }

  private static String premise(Random random, int depth) {
    int kind = depth >= 3 ? 5 + random.nextInt(3) : random.nextInt(8);
    return switch (kind) {
      case 0 -> "{\"all\":" + list(random, depth) + "}";
      case 1 -> "{\"any\":" + list(random, depth) + "}";
      case 2 -> "{\"atLeast\":" + (1 + random.nextInt(2)) + ",\"of\":" + list(random, depth) + "}";
      case 3 -> "{\"not\":" + premise(random, depth + 1) + "}";
      case 4 -> over(random, "lasting", depth);
      case 5 -> depth >= 3 ? limit(random) : over(random, "recently", depth);
      case 6 -> limit(random);
      default ->
          "{\"vital\":\"heart-rate\",\"%s\":%d,\"hysteresis\":%d,\"withinSeconds\":%d}"
              .formatted(
                  random.nextBoolean() ? "rises" : "falls",
                  10 + random.nextInt(20),
                  random.nextInt(5),
                  16 + random.nextInt(200));
    };
  }

  private static String over(Random random, String word, int depth) {
    return "{\"%s\":%s,\"seconds\":%d}"
        .formatted(word, premise(random, depth + 1), 1 + random.nextInt(60));
  }

  private static String list(Random random, int depth) {
    List<String> parts = new ArrayList<>();
    for (int i = 2 + random.nextInt(2); i > 0; i--) {
      parts.add(premise(random, depth + 1));
    }
    return "[" + String.join(",", parts) + "]";
  }

  private static String limit(Random random) {
    return random.nextBoolean()
        ? "{\"vital\":\"heart-rate\",\"above\":%d,\"hysteresis\":%d}"
            .formatted(100 + random.nextInt(40), random.nextInt(6))
        : "{\"vital\":\"spo2\",\"below\":%d}".formatted(88 + random.nextInt(8));
  }

  /** Some late, some of before the last, mostly one, at times a batch. */
  private static List<Reading> readings(Random random, long stamp) {
    Map<String, Reading> readings = new HashMap<>();
    int count = random.nextInt(5) == 0 ? 1 + random.nextInt(30) : 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      String vital = random.nextInt(3) == 0 ? "spo2" : "heart-rate";
      long measured = stamp - random.nextInt(count * 3) + random.nextInt(3);
      long value =
          vital.equals("spo2") ? 860 + 10L * random.nextInt(12) : 900 + 10L * random.nextInt(60);
      readings.put(vital + measured, Reading.of(vital, "mon", measured, value));
    }
    return List.copyOf(readings.values());
  }
}
