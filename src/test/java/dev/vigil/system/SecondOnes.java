package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A second supervisor and a second server on the Kafka of a cluster: of two, one is refused. */
record SecondOnes(ComposedCluster cluster, List<Process> processes) {

  /** They ask for 20 s whether the first ones are still there; meanwhile a ward is admitted. */
  static SecondOnes start(ComposedCluster cluster) throws Exception {
    SecondOnes second = new SecondOnes(cluster, new ArrayList<>());
    second.begin(
        "supervisor",
        "flink.rest-url=http://" + cluster.address("jobmanager", 8081),
        "flink.checkpoints=" + cluster.data("second-supervisor").resolve("checkpoints"));
    second.begin(
        "up", "kafka.partitions=4", "supervisor.elsewhere=true", "notifier.elsewhere=true");
    return second;
  }

  private void begin(String command, String... settings) throws Exception {
    List<String> words = new ArrayList<>(List.of(command));
    set(words, "kafka.bootstrap=" + cluster.address("kafka", 9092));
    set(words, "store.kind=influxdb");
    set(words, "store.url=http://" + cluster.address("influxdb", 8086));
    for (String setting : settings) {
      set(words, setting);
    }
    processes.add(cluster.command("second-" + command, words.toArray(String[]::new)));
  }

  private static void set(List<String> words, String setting) {
    words.addAll(List.of("--set", setting));
  }

  void requireRefused() throws Exception {
    for (Process process : processes) {
      long patience = ComposedCluster.PATIENCE.toSeconds();
      assertThat(process.waitFor(patience, TimeUnit.SECONDS)).isTrue();
      assertThat(process.exitValue()).as("exit code of a second one").isEqualTo(1);
    }
    assertThat(cluster.saidByCommands())
        .contains("supervises the jobs of the Kafka at")
        .contains("serves the ward of the Kafka at");
  }
}
