package dev.vigil.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Status;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Resume;
import dev.vigil.schemas.fold.Ticks.World;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class AlertFoldPropertyTest {
  private static final long T = 1_000_000;
  private static final int RECORDS = 150;
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
  private static final String[] ALL = {
    Rules.HR_HIGH,
    Rules.HR_RAISED,
    Rules.SPO2,
    Rules.NEWS,
    Rules.NEWS_HIGH,
    Rules.SILENCE,
    PART,
    DEVICE,
    COMBINED
  };

  /** When the last of the ward's ladders is at its end. */
  private static final int LADDER_END = 300;

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

  private record Entry(long stamp, PatientRecord record) {}

  @Property(tries = 120, shrinking = ShrinkingMode.OFF)
  void openAlerts_afterEachRecord_areThoseOfTheSlowReference(@ForAll long seed) {
    Random random = new Random(seed);
    String low = Rules.limit("hr-low", "heart-rate", "\"low\":60", "high", 0, 3);
    GovernanceTimeline governance =
        Rules.governance(Rules.HR_HIGH, Rules.HR_RAISED, low, Rules.SILENCE);
    Bedside bed = new Bedside(governance);
    RandomRecords records = new RandomRecords(random, T);
    MonitoringPlan plan = records.plan();
    bed.admit(T, plan);
    SlowReference reference =
        new SlowReference(
            "heart-rate", governance.policyAt(T).limitChecks("heart-rate", null), plan, T);
    long stamp = T;
    for (int i = 0; i < RECORDS; i++) {
      stamp += records.pause();
      bed.advance(stamp);
      reference.advance(stamp);
      assertThat(open(bed)).as("before record %d at %d", i, stamp - T).isEqualTo(reference.open());

      if (random.nextInt(20) == 0) {
        Resume resume = new Resume(Bedside.PATIENT, stamp + random.nextInt(300));
        bed.record(stamp, resume);
        reference.resume(stamp, resume.blindUntil());
      } else {
        List<Reading> readings = records.readings(stamp);
        bed.record(stamp, Bedside.readings(stamp, readings.toArray(Reading[]::new)));
        reference.readings(stamp, readings);
      }
      assertThat(open(bed)).as("after record %d at %d", i, stamp - T).isEqualTo(reference.open());
    }
    AlertStory.check(bed);
  }

  @Property(tries = 80, shrinking = ShrinkingMode.OFF)
  void outputs_areTheSame_whenTimersFireAtOtherTimesAndStateIsKeptBetweenSteps(@ForAll long seed) {
    Random random = new Random(seed);
    GovernanceTimeline governance = changingGovernance(random);
    Bedside bed = new Bedside(governance);
    List<Entry> log = log(random, bed);
    // By then every answer and shelf is over, and every ladder after it.
    long end = log.get(log.size() - 1).stamp() + 2000;
    bed.advance(end);

    Bedside restless = new Bedside(governance);
    Bedside kept = new Bedside(governance, true);
    long before = T;
    for (Entry entry : log) {
      for (long now = before; now <= entry.stamp(); now += 1 + random.nextInt(40)) {
        restless.advance(now);
      }
      before = entry.stamp();
      restless.record(entry.stamp(), entry.record());
      kept.record(entry.stamp(), entry.record());
    }
    restless.advance(end);
    kept.advance(end);

    assertThat(restless.outputs).isEqualTo(bed.outputs);
    assertThat(kept.outputs).isEqualTo(bed.outputs);
    AlertStory.check(bed);
    AlertStory.checkEscalation(bed, end, LADDER_END);
    checkEnd(bed, end);
  }

  /** What is open stays in the episode until it ends, and with the patient's stay all ends. */
  private static void checkEnd(Bedside bed, long end) {
    Status discharged = Status.DISCHARGED;
    bed.record(end, Bedside.context(RECORDS, discharged, MonitoringPlan.NONE, Map.of(), T));
    AlertStory.check(bed);
    assertThat(bed.state().book().isEmpty()).isTrue();
    assertThat(bed.episode()).as("nothing stays on the board").isNull();
  }

  /** Builds the log along with the fold, because commands speak of alerts that there are. */
  private static List<Entry> log(Random random, Bedside bed) {
    RandomRecords records = new RandomRecords(random, T);
    List<Entry> log = new ArrayList<>();
    long stamp = T;
    int version = 1;
    for (int i = 0; i < RECORDS; i++) {
      stamp += records.pause();
      PatientRecord record =
          switch (random.nextInt(12)) {
            case 0 ->
                Bedside.context(
                    version++, records.status(), records.plan(), records.limits(), T);
            case 1, 2 -> records.score(i, stamp);
            case 3 -> records.command(bed, i, stamp);
            case 4 -> new Resume(Bedside.PATIENT, stamp + random.nextInt(300));
            default -> Bedside.readings(stamp, records.readings(stamp).toArray(Reading[]::new));
          };
      log.add(new Entry(stamp, record));
      bed.record(stamp, record);
    }
    return log;
  }

  private static GovernanceTimeline changingGovernance(Random random) {
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

  private static Map<String, Priority> open(Bedside bed) {
    Map<String, Priority> open = new TreeMap<>();
    bed.state()
        .book()
        .open()
        .forEach(
            (subject, alert) -> {
              if (!(alert instanceof Alert.Withdrawn)) {
                open.put(subject, alert.last().priority());
              }
            });
    open.keySet().removeIf(subject -> subject.startsWith("limit/spo2"));
    return open;
  }
}
