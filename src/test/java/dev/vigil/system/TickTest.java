package dev.vigil.system;

import static dev.vigil.system.TestWorld.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.ingest.ticks.LastTicks;
import dev.vigil.ingest.ticks.TickWriter;
import dev.vigil.jobs.AlertsJob;
import dev.vigil.jobs.FeaturesJob;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.AlertTransition.Kind;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.MonitoringPlan.Item;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.Resume;
import dev.vigil.schemas.Tick;
import dev.vigil.schemas.fold.Ticks;
import dev.vigil.system.TopicsOf.Logged;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Time is a position in the log: ticks that disagree, gaps, and a restart between two of them. One
 * recorded world for all, which moves on from test to test; each has patients of its own.
 */
class TickTest {
  /** A test begins this long after the one before, beyond every deadline of its patients. */
  private static final long APART = 3600;

  private static final AtomicLong BEGIN = new AtomicLong(START);
  @TempDir private static Path folder;
  private static TestWorld world;

  private final long now = BEGIN.addAndGet(APART);

  @BeforeAll
  static void start() {
    world = TestWorld.recorded(folder, Map.of());
  }

  @AfterAll
  static void stop() {
    world.close();
  }

  /** The last tick of a recording: no other one comes to be told of. */
  @Test
  void scoringJobThatBeginsAfterTheLastTick_passesIt() {
    // given
    world.admit("late", MonitoringPlan.NONE);
    world.send("late", "heart-rate", "80", now);
    world.tick(now);
    String scoring = world.awaitScoringJobs().get(0);
    world.awaitPassed(scoring, now);

    // when
    world.endJob(scoring);
    world.tick(now + 1);
    world.awaitPassed(FeaturesJob.NAME, now + 1);

    // then
    world.awaitPassed(scoring, now + 1);
  }

  @Test
  void tickThatGoesBack_isIgnored() {
    // given
    world.tick(now);
    world.admit("back", MonitoringPlan.NONE);

    // when
    world.appendTick(now - 100, "slow clock");
    world.send("back", "heart-rate", "80", now);
    world.appendTick(now - 50, "slow clock");
    world.tick(now + 1);

    // then
    world.awaitPassed(now + 1);
    assertThat(stampsOfReadings("back")).containsExactly(now);
    assertThat(vectorsOf("back")).extracting(FeatureVector::known).containsExactly(now + 1);
    world.tick(now + 2);
    world.requireVerified();
  }

  @Test
  void twoWritersWithSkewedClocks_areOneClock() {
    // given
    world.tick(now);
    world.admit("skewed", planOf("heart-rate", 10, 5));
    TickWriter fast = world.tickWriter(Ticks.World.REAL_TIME, lastTicks(), "2 s fast");
    TickWriter slow = world.tickWriter(Ticks.World.REAL_TIME, lastTicks(), "3 s slow");

    // when
    List<Long> expected = new ArrayList<>();
    for (long second = now; second < now + 40; second++) {
      slow.tick(second - 3).join();
      world.world().clock().move(second, () -> {});
      if (second % 5 == 0) {
        world.send("skewed", "heart-rate", Long.toString(60 + second % 40), second);
        expected.add(second == now ? now : second + 1);
      }
      fast.tick(second + 2).join();
    }

    // then
    world.tick(now + 60);
    world.awaitPassed(now + 60);
    assertThat(stampsOfReadings("skewed")).containsExactlyElementsOf(expected);
    assertThat(unmonitored("skewed"))
        .extracting(AlertTransition::decided)
        .allMatch(t -> t > now + 40);
    world.tick(now + 61);
    world.requireVerified();
  }

  @Test
  void gap_isVigilsBlindnessAndNotThePatientsSilence() {
    // given
    world.tick(now);
    world.admit("gap", planOf("heart-rate", 10, 5));
    world.send("gap", "heart-rate", "80", now);
    long back = now + 600;

    // when
    TickWriter writer = world.tickWriter(Ticks.World.REAL_TIME, lastTicks(), "after a crash");
    writer.tick(back).join();
    world.world().clock().move(back, () -> {});

    // then
    world.tick(back + 14);
    world.awaitPassed(back + 14);
    assertThat(recordsOf("gap", Resume.class)).extracting(Resume::blindUntil).containsExactly(back);
    assertThat(unmonitored("gap")).isEmpty();
    world.tick(back + 15);
    world.tick(back + 16);
    world.awaitPassed(back + 16);
    assertThat(unmonitored("gap")).extracting(AlertTransition::decided).containsExactly(back + 15);
    world.requireVerified();
  }

  @Test
  void restoreBetweenTwoTicks_losesAndDoublesNothing() {
    // given a checkpoint that was taken after a reading and before the tick that its vector waits
    // for
    world.tick(now);
    world.admit("restored", planOf("heart-rate", 10, 5));
    world.tick(now + 1);
    world.awaitPassed(now + 1);
    world.send("restored", "heart-rate", "150", now + 1);
    world.awaitCheckpoint(FeaturesJob.NAME);
    world.awaitCheckpoint(AlertsJob.NAME);

    // when
    world.endJob(FeaturesJob.NAME);
    world.endJob(AlertsJob.NAME);
    world.tick(now + 2);
    world.tick(now + 22);

    // then
    world.awaitPassed(now + 22);
    assertThat(vectorsOf("restored")).extracting(FeatureVector::known).containsExactly(now + 2);
    assertThat(raised("restored", Kind.LIMIT))
        .filteredOn(raise -> raise.rule().equals("heart-rate-extreme"))
        .extracting(AlertTransition::decided)
        .containsExactly(now + 21);
    assertThat(unmonitored("restored"))
        .extracting(AlertTransition::decided)
        .containsExactly(now + 16);
    world.tick(now + 23);
    world.requireVerified();
  }

  private static SortedMap<Integer, Long> lastTicks() {
    return LastTicks.read(world.world().bootstrap(), Ticks.World.RECORDED);
  }

  private static MonitoringPlan planOf(String vital, int interval, int grace) {
    return new MonitoringPlan(List.of(new Item(vital, interval, grace)), List.of());
  }

  private static List<Long> stampsOfReadings(String patient) {
    return world.topics().log().stream()
        .filter(logged -> logged.record() instanceof Readings r && r.patient().equals(patient))
        .map(Logged::stamp)
        .toList();
  }

  private static <T> List<T> recordsOf(String patient, Class<T> type) {
    return world.topics().log().stream()
        .map(Logged::record)
        .filter(record -> !(record instanceof Tick))
        .filter(record -> ((PatientRecord) record).patient().equals(patient))
        .filter(type::isInstance)
        .map(type::cast)
        .toList();
  }

  private static List<FeatureVector> vectorsOf(String patient) {
    return world.topics().vectors().getOrDefault(patient, List.of()).stream()
        .map(TickTest::vector)
        .toList();
  }

  private static FeatureVector vector(String json) {
    try {
      return LogCodec.decodeVector(json.getBytes(StandardCharsets.UTF_8));
    } catch (MalformedRecordException e) {
      throw new AssertionError("not a vector", e);
    }
  }

  private static List<AlertTransition> unmonitored(String patient) {
    return raised(patient, Kind.UNMONITORED);
  }

  private static List<AlertTransition> raised(String patient, Kind kind) {
    return world.topics().transitions().stream()
        .filter(t -> t.patient().equals(patient))
        .filter(t -> t.kind() == kind && t.cause() == Cause.RAISED)
        .toList();
  }
}
