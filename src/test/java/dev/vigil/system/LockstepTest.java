package dev.vigil.system;

import static dev.vigil.system.TestWorld.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.books.JobReports;
import dev.vigil.app.books.LogCount;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.replay.Lockstep;
import dev.vigil.jobs.FeaturesJob;
import dev.vigil.models.features.FeatureOutput;
import dev.vigil.models.features.FeatureReplay;
import dev.vigil.models.features.FeatureSettings;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Tick;
import dev.vigil.schemas.Topics;
import dev.vigil.system.Replays.Outcome;
import dev.vigil.system.TopicsOf.Logged;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A replay at any speed means what real time would have meant. */
@ExtendWith(Replays.class)
class LockstepTest {
  @Test
  void replay_hasTheVectorsOfAnOfflineFoldAndEveryScore(Replays replays) throws Exception {
    // when
    Outcome outcome = replays.undisturbed();

    // then
    requireComplete(outcome.log(), outcome.vectors(), outcome.liveModels());
  }

  @Test
  void scores_comeBeforeTheClockMovesTwice(Replays replays) throws Exception {
    // given
    List<Logged> log = replays.undisturbed().log();
    Map<Integer, NavigableSet<Long>> ticks = new HashMap<>();
    for (Logged logged : log) {
      if (logged.record() instanceof Tick tick) {
        ticks.computeIfAbsent(logged.partition(), p -> new TreeSet<>()).add(tick.second());
      }
    }

    // then a score's stamp is at most one move after the instant of its vector
    for (Logged logged : log) {
      if (logged.record() instanceof Score score) {
        Long next = ticks.get(logged.partition()).higher(score.known());
        assertThat(logged.stamp())
            .as("stamp of a score of the vector of %s", score.known())
            .isLessThanOrEqualTo(next == null ? score.known() : next);
      }
    }
  }

  @Test
  void jobThatIsAway_isWaitedForAndAMissingModelIsNamed(@TempDir Path folder) {
    try (TestWorld world = TestWorld.recorded(folder, Map.of());
        JobReports reports = JobReports.fromNow(world.world().bootstrap());
        LogCount count = LogCount.of(world.world().bootstrap())) {
      // given
      List<String> patients = List.of("ann", "bob", "eve");
      patients.forEach(patient -> world.admit(patient, MonitoringPlan.NONE));
      Lockstep lockstep = lockstep(world, reports, count, Duration.ofSeconds(90), List.of());

      // when the features job is ended in the middle and comes back by the supervisor
      for (int step = 0; step < 12; step++) {
        long second = START + 30L * step;
        lockstep.moveTo(second);
        for (String patient : patients) {
          world.send(patient, "heart-rate", Integer.toString(60 + 5 * step), second);
        }
        if (step == 5) {
          world.endJob(FeaturesJob.NAME);
        }
        lockstep.moveTo(second + 1);
      }
      lockstep.moveTo(START + 600);

      // then
      TopicsOf topics = world.topics();
      requireComplete(topics.log(), topics.numbered(Topics.FEATURES), topics.liveModels());
      world.requireVerified();

      // and
      Lockstep withGhost =
          lockstep(world, reports, count, Duration.ofSeconds(3), List.of("ghost:1"));
      assertThatThrownBy(() -> withGhost.moveTo(START + 601))
          .isInstanceOf(VigilException.class)
          .hasMessageContaining("model ghost:1 has not scored all of");
    }
  }

  private static Lockstep lockstep(
      TestWorld world,
      JobReports reports,
      LogCount count,
      Duration patience,
      List<String> moreModels) {
    List<String> models = new ArrayList<>(world.world().liveModels());
    models.addAll(moreModels);
    return new Lockstep(
        world.world().ticks(), reports, count, () -> models, patience, world.world().clock());
  }

  /** Every vector that the log calls for, byte for byte, and one score per live model for each. */
  private static void requireComplete(
      List<Logged> log,
      SortedMap<String, SortedMap<OutputNumber, String>> vectors,
      List<String> liveModels) {
    assertThat(vectors).isEqualTo(refold(log));
    assertThat(liveModels).isNotEmpty();
    Map<String, SortedMap<String, NavigableSet<OutputNumber>>> scored = scores(log);
    for (String model : liveModels) {
      vectors.forEach(
          (patient, sent) ->
              assertThat(scored.getOrDefault(model, new TreeMap<>()).get(patient))
                  .as("vectors of %s scored by %s", patient, model)
                  .isEqualTo(sent.keySet()));
    }
  }

  private static SortedMap<String, SortedMap<OutputNumber, String>> refold(List<Logged> log) {
    SortedMap<String, SortedMap<OutputNumber, String>> vectors = new TreeMap<>();
    FeatureReplay replay =
        new FeatureReplay(
            FeatureSettings.DEFAULT,
            (patient, number, output) -> {
              if (output instanceof FeatureOutput.VectorOut out) {
                vectors
                    .computeIfAbsent(patient, id -> new TreeMap<>())
                    .put(number, new String(LogCodec.encode(out.vector()), UTF_8));
              }
            });
    long end = START;
    for (Logged logged : log) {
      if (logged.record() instanceof PatientRecord record) {
        replay.record(new FeatureReplay.Entry(logged.offset(), logged.stamp(), record));
      } else if (logged.record() instanceof Tick tick) {
        end = Math.max(end, tick.second());
      }
    }
    replay.advance(end);
    return vectors;
  }

  private static Map<String, SortedMap<String, NavigableSet<OutputNumber>>> scores(
      List<Logged> log) {
    Map<String, SortedMap<String, NavigableSet<OutputNumber>>> scored = new HashMap<>();
    for (Logged logged : log) {
      if (logged.record() instanceof Score score) {
        scored
            .computeIfAbsent(
                Score.modelVersion(score.model(), score.version()), model -> new TreeMap<>())
            .computeIfAbsent(score.patient(), patient -> new TreeSet<>())
            .add(score.vector());
      }
    }
    return scored;
  }
}
