package dev.vigil.alerting;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Status;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Resume;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;

class AlertFoldPropertyTest {
  private static final long T = RandomLog.T;

  @Property(tries = 120, shrinking = ShrinkingMode.OFF)
  void openAlerts_afterEachRecord_areThoseOfTheSlowReference(@ForAll long seed) {
    Random random = new Random(seed);
    String low = Rules.limit("hr-low", "heart-rate", "\"low\":60", "high", 0, 3);
    GovernanceTimeline governance =
        Rules.governance(Rules.HR_HIGH, Rules.HR_RAISED, low, Rules.SILENCE);
    Bedside bed = new Bedside(governance);
    MonitoringPlan plan = RandomLog.plan(random);
    bed.admit(T, plan);
    SlowReference reference =
        new SlowReference(
            "heart-rate", governance.policyAt(T).limitChecks("heart-rate", null), plan, T);
    long stamp = T;
    for (int i = 0; i < RandomLog.RECORDS; i++) {
      stamp += RandomLog.pause(random);
      bed.advance(stamp);
      reference.advance(stamp);
      assertThat(open(bed)).as("before record %d at %d", i, stamp - T).isEqualTo(reference.open());

      if (random.nextInt(20) == 0) {
        Resume resume = new Resume(Bedside.PATIENT, stamp + random.nextInt(300));
        bed.record(stamp, resume);
        reference.resume(stamp, resume.blindUntil());
      } else {
        List<Reading> readings = RandomLog.readings(random, stamp);
        bed.record(stamp, Bedside.readings(stamp, readings.toArray(Reading[]::new)));
        reference.readings(stamp, readings);
      }
      assertThat(open(bed)).as("after record %d at %d", i, stamp - T).isEqualTo(reference.open());
    }
    AlertInvariants.checkStory(bed);
  }

  @Property(tries = 80, shrinking = ShrinkingMode.OFF)
  void outputs_areTheSame_whenTimersFireAtOtherTimesAndStateIsKeptBetweenSteps(@ForAll long seed) {
    Random random = new Random(seed);
    GovernanceTimeline governance = RandomLog.changingGovernance(random);
    Bedside bed = new Bedside(governance);
    List<RandomLog.Entry> log = RandomLog.log(random, bed);
    // By then every answer and shelf is over, and every ladder after it.
    long end = log.get(log.size() - 1).stamp() + 2000;
    bed.advance(end);

    Bedside restless = new Bedside(governance);
    Bedside kept = new Bedside(governance, true);
    long before = T;
    for (RandomLog.Entry entry : log) {
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
    AlertInvariants.checkStory(bed);
    AlertInvariants.checkEscalation(bed, end);
    checkEnd(bed, end);
  }

  /** What is open stays in the episode until it ends, and with the patient's stay all ends. */
  private static void checkEnd(Bedside bed, long end) {
    Status discharged = Status.DISCHARGED;
    bed.record(
        end, Bedside.context(RandomLog.RECORDS, discharged, MonitoringPlan.NONE, Map.of(), T));
    AlertInvariants.checkStory(bed);
    assertThat(bed.state().book().isEmpty()).isTrue();
    assertThat(bed.episode()).as("nothing stays on the board").isNull();
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
