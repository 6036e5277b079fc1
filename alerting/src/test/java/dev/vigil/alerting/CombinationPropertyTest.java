package dev.vigil.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.alerting.rules.CombinedRule;
import dev.vigil.schemas.AlertTransition;
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
  private static final int RECORDS = 60;

  /** Readings that are corrected are among so many last ones. */
  private static final int REVISED = 8;

  /**
   * A patient watched by one combined rule, and the slow reference to the same.
   *
   * @param when the rule's premise in words
   */
  private record Watched(Bedside bed, SlowCombination slow, String when) {
    static Watched by(String premise, boolean kept) {
      GovernanceTimeline governance = Rules.governance(Rules.combined("c", premise));
      CombinedRule rule = Objects.requireNonNull(governance.policyAt(T).combined().get("c"));
      Bedside bed = new Bedside(governance, kept);
      bed.admit(T, MonitoringPlan.NONE);
      return new Watched(bed, new SlowCombination(rule.when(), T), rule.when().text());
    }
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void combinedRule_afterEachRecordAndSecond_holdsWhereTheSlowReferenceSaysSo(@ForAll long seed) {
    Random random = new Random(seed);
    Watched watched = Watched.by(premise(random, 0), random.nextBoolean());
    Bedside bed = watched.bed();
    SlowCombination slow = watched.slow();
    long stamp = T;
    for (int i = 0; i < RECORDS; i++) {
      // Of two batches at one instant it isn't kept which reading of a second came in which.
      stamp += 1 + (random.nextInt(6) == 0 ? random.nextInt(80) : random.nextInt(8));
      bed.advance(stamp);
      slow.advance(stamp);
      assertThat(isOpen(bed)).as("before %d: %s", i, watched.when()).isEqualTo(slow.holds());

      List<Reading> readings = readings(random, stamp, slow.last(REVISED));
      bed.record(stamp, Bedside.readings(stamp, readings.toArray(Reading[]::new)));
      slow.readings(stamp, readings);
      assertThat(isOpen(bed)).as("after %d: %s", i, watched.when()).isEqualTo(slow.holds());
    }
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void combinedRule_thatCameAndWentWithinABatch_isToldOnceInRetrospect(@ForAll long seed) {
    Random random = new Random(seed);
    Watched watched = Watched.by(premise(random, 0), random.nextBoolean());
    Bedside bed = watched.bed();
    SlowCombination slow = watched.slow();
    long stamp = T;
    for (int i = 0; i < RECORDS; i++) {
      long since = stamp;
      stamp += 2 + random.nextInt(60);
      bed.advance(stamp);
      slow.advance(stamp);
      boolean known = isOpen(bed);
      int moments = slow.moments();
      long told = retrospects(bed);

      List<Reading> readings = inOrder(random, since, stamp);
      bed.record(stamp, Bedside.readings(stamp, readings.toArray(Reading[]::new)));
      slow.readings(stamp, readings);

      boolean missed = !known && !slow.holds() && slow.stoodAfter(moments);
      assertThat(retrospects(bed) - told)
          .as("after %d: %s", i, watched.when())
          .isEqualTo(missed ? 1 : 0);
    }
  }

  private static long retrospects(Bedside bed) {
    return bed.transitions().stream()
        .filter(transition -> transition.cause() == AlertTransition.Cause.RETROSPECTIVE)
        .count();
  }

  /** What was measured after one instant and until another, all of it new. */
  private static List<Reading> inOrder(Random random, long since, long until) {
    List<Reading> readings = new ArrayList<>();
    for (long second = since + 1; second <= until; second++) {
      for (String vital : List.of("heart-rate", "spo2")) {
        if (second == until || random.nextInt(3) == 0) {
          readings.add(Reading.of(vital, "mon", second, value(random, vital)));
        }
      }
    }
    return readings;
  }

  private static boolean isOpen(Bedside bed) {
    Alert.Open alert = bed.state().book().open().get("rule/c");
    return alert != null && !(alert instanceof Alert.Withdrawn);
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

  /** Some late, some corrected or withdrawn, mostly one, at times a batch. */
  private static List<Reading> readings(Random random, long stamp, List<Reading> earlier) {
    Map<String, Reading> readings = new HashMap<>();
    int count = random.nextInt(5) == 0 ? 1 + random.nextInt(15) : 1 + random.nextInt(3);
    for (int i = 0; i < count; i++) {
      String vital = random.nextInt(3) == 0 ? "spo2" : "heart-rate";
      long measured = stamp - random.nextInt(count * 2 + 4) + random.nextInt(3);
      readings.put(vital + measured, Reading.of(vital, "mon", measured, value(random, vital)));
    }
    for (Reading before : earlier) {
      if (random.nextInt(3 * REVISED) == 0) {
        boolean withdrawn = random.nextInt(3) == 0;
        readings.put(
            before.vital() + before.measured(),
            new Reading(
                before.vital(),
                before.sensor(),
                before.measured(),
                value(random, before.vital()),
                withdrawn ? Reading.Status.WITHDRAWN : Reading.Status.CORRECTED,
                before.version() + 1,
                null));
      }
    }
    return List.copyOf(readings.values());
  }

  private static long value(Random random, String vital) {
    return vital.equals("spo2") ? 860 + 10L * random.nextInt(12) : 900 + 10L * random.nextInt(60);
  }
}
