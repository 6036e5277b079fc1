package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.concurrent.TimeUnit;

/** A second Vigil on the Kafka of a cluster: of two, one is refused. */
record SecondSupervisor(ComposedCluster cluster, Process process) {

  /** It asks for 20 s whether the first one is still there; meanwhile a ward is admitted. */
  static SecondSupervisor start(ComposedCluster cluster) throws Exception {
    Files.createDirectories(cluster.data("second"));
    return new SecondSupervisor(
        cluster,
        cluster.command(
            "second",
            "up",
            "--cluster",
            cluster.address("kafka", 9092),
            "--set",
            "flink.rest-url=http://" + cluster.address("jobmanager", 8081),
            "--set",
            "store.url=http://" + cluster.address("influxdb", 8086),
            "--set",
            "kafka.partitions=4"));
  }

  void requireRefused() throws Exception {
    long patience = ComposedCluster.PATIENCE.toSeconds();
    assertThat(process.waitFor(patience, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as("exit code of the second one").isEqualTo(1);
    assertThat(cluster.saidByCommands()).contains("supervises the jobs of the Kafka at");
  }
}
