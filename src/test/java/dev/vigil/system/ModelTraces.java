package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.dashboard.kafka.KafkaModelLog;
import dev.vigil.dashboard.models.ModelLog;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import dev.vigil.schemas.ledger.ModelLedger;
import dev.vigil.schemas.ledger.VersionStanding;
import dev.vigil.system.TopicsOf.Logged;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What the topics of a world say of the built-in sepsis model: alerts, scores, who has which. */
record ModelTraces(TestWorld world) {
  static final String MODEL = "sepsis-logistic";
  private static final String RULE = "sepsis-risk";

  List<AlertTransition> raised() {
    return transitions().stream().filter(t -> t.cause() == Cause.RAISED).toList();
  }

  /** Patients with an open alert of the model. */
  Set<String> open() {
    Map<String, AlertTransition> latest = new TreeMap<>();
    transitions().forEach(t -> latest.put(t.patient(), t));
    return latest.values().stream()
        .filter(t -> t.state() != AlertTransition.State.RESOLVED)
        .map(AlertTransition::patient)
        .collect(Collectors.toSet());
  }

  /** Of the model's rule, in the order in which they were decided. */
  private List<AlertTransition> transitions() {
    return world.topics().transitions().stream()
        .filter(t -> t.rule().equals(RULE))
        .sorted(Comparator.comparingLong(AlertTransition::decided))
        .toList();
  }

  /** For whom of the patients the ledger calls a version live. */
  Set<String> liveFor(Collection<String> patients, String version, long instant) {
    ModelLedger ledger = new ModelLedger(Ticks.World.RECORDED);
    try (ModelLog log = new KafkaModelLog(Map.of("bootstrap.servers", world.world().bootstrap()))) {
      log.readNew().forEach(line -> ledger.append(line.entry(), line.appended()));
    }
    return patients.stream()
        .filter(
            patient ->
                ledger
                    .at(MODEL, instant)
                    .liveFor(patient)
                    .map(VersionStanding::version)
                    .filter(version::equals)
                    .isPresent())
        .collect(Collectors.toSet());
  }

  /**
   * None lost, none twice.
   *
   * @param versions how many have scored, each of them all vectors
   */
  void requireEveryVectorScoredOnce(int versions) {
    SortedMap<String, SortedMap<OutputNumber, String>> vectors =
        world.topics().numbered(Topics.FEATURES);
    Map<String, Map<String, List<OutputNumber>>> scored = new TreeMap<>();
    for (Logged logged : world.topics().log()) {
      if (logged.record() instanceof Score score && score.model().equals(MODEL)) {
        scored
            .computeIfAbsent(score.version(), version -> new TreeMap<>())
            .computeIfAbsent(score.patient(), patient -> new ArrayList<>())
            .add(score.vector());
      }
    }
    assertThat(scored).hasSize(versions);
    vectors.forEach(
        (patient, sent) ->
            scored.forEach(
                (version, ofPatients) ->
                    assertThat(ofPatients.get(patient))
                        .as("scores of %s by %s", patient, version)
                        .containsExactlyElementsOf(sent.keySet())));
  }
}
