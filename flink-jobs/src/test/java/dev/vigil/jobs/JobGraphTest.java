package dev.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.history.StoreEndpoint;
import dev.vigil.jobs.history.StoreTarget;
import dev.vigil.schemas.fold.Ticks.World;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobVertex;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.streaming.api.graph.StreamNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JobGraphTest {
  private static final JobSettings SETTINGS =
      new JobSettings(
          "localhost:9092",
          World.RECORDED,
          2,
          60,
          new JobSettings.Checkpoints(
              "file:///tmp/vigil-checkpoints", 1_000, JobSettings.StateBackend.HEAP));

  private static final Set<String> NAMES =
      Set.of(
          Uids.LOG,
          Uids.STAMPS,
          Uids.FOLD,
          Uids.PROGRESS,
          Uids.VECTORS,
          Uids.TRANSITIONS,
          Uids.SCORES,
          Uids.ROWS,
          Uids.SINK);

  static List<VigilJob> jobs() {
    StoreEndpoint store = new StoreEndpoint("http://127.0.0.1:8086", "", "", "vigil");
    return List.of(
        new FeaturesJob(SETTINGS),
        new AlertsJob(SETTINGS),
        new ScoringJob(SETTINGS, "00", Duration.ofMillis(500)),
        new HistoryJob(SETTINGS, new StoreTarget(store, new TreeSet<>())));
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void operators_haveUidsNamesAndTheMaximumParallelism(VigilJob job) {
    StreamGraph graph = graph(job);

    assertThat(graph.getStreamNodes()).isNotEmpty();
    for (StreamNode node : graph.getStreamNodes()) {
      assertThat(node.getTransformationUID()).as(node.getOperatorName()).isNotBlank();
      assertThat(node.getMaxParallelism())
          .as(node.getOperatorName())
          .isEqualTo(VigilJob.MAX_PARALLELISM);
      assertThat(NAMES).contains(nameOf(node));
    }
    assertThat(graph.getStreamNodes())
        .extracting(StreamNode::getTransformationUID)
        .doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @MethodSource("jobs")
  void types_betweenOperators_areSerializedWithoutKryo(VigilJob job) {
    StreamGraph graph = graph(job);

    assertThat(graph.getStreamNodes())
        .allSatisfy(
            node ->
                assertThat(String.valueOf(node.getTypeSerializerOut()))
                    .doesNotContainIgnoringCase("kryo"));
  }

  @Test
  void foldingJobs_chainSourceWithStampsAndFoldWithProgressAndSink() {
    for (VigilJob job : List.of(new FeaturesJob(SETTINGS), new AlertsJob(SETTINGS))) {
      assertThat(vertices(job))
          .as(job.name())
          .containsExactlyInAnyOrder(
              "Source: patient-log -> stamps",
              "fold -> progress -> sink: Writer -> sink: Committer");
    }
  }

  @Test
  void scoringJob_chainsScoresWithProgressAndSink() {
    assertThat(vertices(new ScoringJob(SETTINGS, "00", Duration.ofMillis(500))))
        .containsExactlyInAnyOrder(
            "Source: vectors", "scores -> progress -> sink: Writer -> sink: Committer");
  }

  @Test
  void historyJob_filtersBeforeTheNetwork() {
    StoreEndpoint store = new StoreEndpoint("http://127.0.0.1:8086", "", "", "vigil");

    assertThat(vertices(new HistoryJob(SETTINGS, new StoreTarget(store, new TreeSet<>()))))
        .contains("Source: patient-log -> rows");
  }

  /** Without what Flink adds. */
  private static String nameOf(StreamNode node) {
    return node.getOperatorName().replaceAll("^Source: |: (Writer|Committer)$", "");
  }

  private static List<String> vertices(VigilJob job) {
    JobGraph graph = graph(job).getJobGraph();
    return StreamSupport.stream(graph.getVertices().spliterator(), false)
        .map(JobVertex::getName)
        .collect(Collectors.toList());
  }

  private static StreamGraph graph(VigilJob job) {
    return job.environment(SETTINGS).getStreamGraph();
  }
}
