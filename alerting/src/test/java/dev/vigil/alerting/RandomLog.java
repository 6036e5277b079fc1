package dev.vigil.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Command;
import dev.vigil.schemas.Command.Terms;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext.Limits;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.MonitoringPlan.Item;
import dev.vigil.schemas.PatientContext.MonitoringPlan.Pause;
import dev.vigil.schemas.PatientContext.Status;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Resume;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.fold.Ticks.World;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/**
 * A patient's log that is drawn at random, and what governs it: readings late, corrected and twice,
 * scores, commands, pauses, contexts, and rules and models that change.
 */
final class RandomLog {
  /** The first second that a log may have. */
  static final long T = 1_000_000;

  /** How many records a log has. */
  static final int RECORDS = 150;

  private static final String PART =
      Rules.score("part", "\"part\":\"respiration\",\"threshold\":2", "low", 20, 1);
  private static final String DEVICE =
      "{\"id\":\"device\",\"kind\":\"device\",\"alarm\":\"sensor-off\",\"priority\":\"low\","
          + "\"delaySeconds\":30,\"doc\":\"test\"}";
  private static final String COMBINED =
      Rules.combined(
          "combined",
          "{\"all\":[{\"vital\":\"heart-rate\",\"above\":120,\"hysteresis\":5},"
              + "{\"not\":{\"device\":\"sensor-off\"}}]}");
  private static final String COURSE =
      Rules.combined(
          "course",
          "{\"lasting\":{\"any\":[{\"vital\":\"heart-rate\",\"rises\":20,\"withinSeconds\":160},"
              + "{\"recently\":{\"vital\":\"heart-rate\",\"above\":140},\"seconds\":60}]},"
              + "\"seconds\":20}");
  private static final String[] ALL = {
    Rules.HR_HIGH,
    Rules.HR_RAISED,
    Rules.SPO2,
    Rules.NEWS,
    Rules.NEWS_HIGH,
    Rules.SILENCE,
    PART,
    DEVICE,
    COMBINED,
    COURSE
  };

  private static final String WARDS =
      """
      [{"ward": "*", "zone": "Europe/Zurich", "shifts": ["07:00", "14:50", "22:00"],
        "quietHours": {"from": "14:48", "until": "14:51"},
        "ladders": {
          "high": {"levels": [{"afterSeconds": 0, "role": "nurse"}, {"afterSeconds": 45, "role": "physician"}], "endSeconds": 300},
          "medium": {"levels": [{"afterSeconds": 30, "role": "nurse"}], "endSeconds": 90},
          "low": {"levels": [{"afterSeconds": 0, "role": "nurse"}], "endSeconds": 60}},
        "rota": [{"role": "nurse", "person": "n-1", "contact": "n1@ward.example",
          "from": "1970-01-12T13:00:00Z", "until": "1970-01-12T14:20:00Z"}]}]
      """;

  /** A record and its stamp. */
  record Entry(long stamp, PatientRecord record) {}

  private RandomLog() {}

  /** Builds the log along with the fold, because commands speak of alerts that there are. */
  static List<Entry> log(Random random, Bedside bed) {
    List<Entry> log = new ArrayList<>();
    long stamp = T;
    int version = 1;
    for (int i = 0; i < RECORDS; i++) {
      stamp += pause(random);
      PatientRecord record =
          switch (random.nextInt(12)) {
            case 0 -> Bedside.context(version++, status(random), plan(random), limits(random), T);
            case 1, 2 -> score(random, i, stamp);
            case 3 -> command(random, bed, i, stamp);
            case 4 -> new Resume(Bedside.PATIENT, stamp + random.nextInt(300));
            default -> Bedside.readings(stamp, readings(random, stamp).toArray(Reading[]::new));
          };
      log.add(new Entry(stamp, record));
      bed.record(stamp, record);
    }
    return log;
  }

  /** Rules, models and what is live, all of which change in the log's time. */
  static GovernanceTimeline changingGovernance(Random random) {
    GovernanceTimeline governance = new GovernanceTimeline(World.RECORDED);
    assertThat(governance.append(Rules.policyWithWards(1, Long.MIN_VALUE, WARDS, ALL), 0))
        .isEmpty();
    governance.append(Rules.ledger("1", LedgerEntry.Action.LIVE, Long.MIN_VALUE), 0);
    for (int i = 2; i < 6; i++) {
      long from = T + random.nextInt(3000);
      Set<String> some = new HashSet<>();
      for (String rule : ALL) {
        if (random.nextInt(3) > 0) {
          some.add(rule);
        }
      }
      governance.append(Rules.policy(i, from, some.toArray(String[]::new)), 0);
      LedgerEntry.Action[] actions = LedgerEntry.Action.values();
      LedgerEntry.Action action = actions[random.nextInt(actions.length)];
      String version = "" + (1 + random.nextInt(2));
      governance.append(
          action == LedgerEntry.Action.CANARY
              ? Rules.canary(version, 1 + random.nextInt(99), from)
              : Rules.ledger(version, action, from),
          0);
    }
    return governance;
  }

  /** Seconds to the next record. */
  static long pause(Random random) {
    return switch (random.nextInt(8)) {
      case 0 -> 0;
      case 1 -> 60 + random.nextInt(200);
      case 2 -> random.nextInt(30) == 0 ? 1000 : 20;
      default -> 1 + random.nextInt(15);
    };
  }

  /** Those of one record: some late, corrected, withdrawn or of the future. */
  static List<Reading> readings(Random random, long stamp) {
    List<Reading> readings = new ArrayList<>();
    Set<String> identities = new HashSet<>();
    int count = random.nextInt(6) == 0 ? 1 + random.nextInt(40) : 1 + random.nextInt(2);
    for (int i = 0; i < count; i++) {
      String vital =
          switch (random.nextInt(12)) {
            case 0, 1, 2 -> "spo2";
            case 3 -> "sensor-off";
            default -> "heart-rate";
          };
      String sensor = random.nextInt(5) == 0 ? "b" : "a";
      long lag =
          switch (random.nextInt(12)) {
            case 0 -> random.nextInt(1200);
            case 1 -> -random.nextInt(70);
            case 2 -> 86_400 - random.nextInt(2);
            default -> random.nextInt(count * 4 + 2);
          };
      long measured = stamp - lag;
      if (identities.add(vital + sensor + measured)) {
        long[] values = {500, 580, 610, 650, 800, 1060, 1080, 1120, 1250, 1270, 1310, 1500};
        long value =
            switch (vital) {
              case "spo2" -> 890 + random.nextInt(60);
              case "sensor-off" -> random.nextInt(2);
              default -> any(random, values);
            };
        Reading.Status status =
            switch (random.nextInt(20)) {
              case 0 -> Reading.Status.WITHDRAWN;
              case 1 -> Reading.Status.CORRECTED;
              default -> Reading.Status.FINAL;
            };
        int version = status == Reading.Status.FINAL ? 1 : 2 + random.nextInt(2);
        readings.add(new Reading(vital, sensor, measured, value, status, version, null));
      }
    }
    return readings;
  }

  private static long any(Random random, long[] values) {
    return values[random.nextInt(values.length)];
  }

  /** What is to be measured how often, and when that pauses. */
  static MonitoringPlan plan(Random random) {
    List<Pause> pauses = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      long from = T + random.nextInt(2500) - 200;
      String vital = random.nextBoolean() ? "spo2" : "heart-rate";
      pauses.add(new Pause(vital, from, from + random.nextInt(600), "nurse", "test"));
    }
    List<Item> items = new ArrayList<>();
    items.add(new Item("heart-rate", 20 + random.nextInt(60), random.nextInt(30)));
    if (random.nextBoolean()) {
      items.add(new Item("spo2", 60, 30));
    }
    return new MonitoringPlan(items, pauses);
  }

  private static Map<String, Limits> limits(Random random) {
    return random.nextBoolean()
        ? Map.of()
        : Map.of("spo2", new Limits(BigDecimal.valueOf(90 + random.nextInt(5)), null));
  }

  private static Status status(Random random) {
    return random.nextInt(5) == 0 ? Status.DISCHARGED : Status.ADMITTED;
  }

  private static Score score(Random random, int i, long stamp) {
    boolean range = random.nextInt(4) == 0;
    double value = random.nextInt(11);
    Map<String, Double> parts = Map.of("respiration", (double) random.nextInt(4), "other", 1.0);
    return new Score(
        Bedside.PATIENT,
        "news2",
        random.nextInt(4) == 0 ? "2" : "1",
        new OutputNumber(i - random.nextInt(3), stamp, 0),
        stamp - random.nextInt(3),
        range ? Score.Outcome.RANGE : Score.Outcome.SCORE,
        range ? null : value,
        range ? value : null,
        range ? value + random.nextInt(4) : null,
        new TreeMap<>(parts),
        range ? List.of("consciousness") : List.of(),
        null);
  }

  private static Command command(Random random, Bedside bed, int i, long stamp) {
    List<AlertTransition> told = bed.transitions();
    String alert = "none";
    int sequence = 1;
    if (!told.isEmpty()) {
      AlertTransition seen = told.get(Math.max(0, told.size() - 1 - random.nextInt(5)));
      alert = seen.alert();
      sequence = seen.sequence() + random.nextInt(3) / 2;
    }
    Command.Kind kind = Command.Kind.values()[random.nextInt(Command.Kind.values().length)];
    String because = random.nextBoolean() ? null : "known";
    Terms terms = random.nextInt(3) == 0 ? null : terms(random, stamp);
    return new Command(Bedside.PATIENT, "c" + i, kind, alert, sequence, "nurse", because, terms);
  }

  private static Terms terms(Random random, long stamp) {
    Long until = random.nextInt(4) == 0 ? null : Long.valueOf(stamp - 20 + random.nextInt(900));
    BigDecimal worseBy = random.nextBoolean() ? null : BigDecimal.valueOf(1 + random.nextInt(20));
    return new Terms(until, worseBy, random.nextBoolean());
  }
}
