package dev.vigil.bench.peers.side;

import dev.vigil.bench.peers.work.Ward;
import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** What both Flink jobs have in common: the cluster, the source and its clock, the sink. */
final class LocalFlink {
  private LocalFlink() {}

  static StreamExecutionEnvironment environment() {
    Configuration conf = new Configuration();
    conf.set(PipelineOptions.OBJECT_REUSE, true);
    conf.set(PipelineOptions.GENERIC_TYPES, false);
    conf.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
    conf.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(128));
    return StreamExecutionEnvironment.createLocalEnvironment(1, conf);
  }

  static <T> DataStream<T> readings(
      StreamExecutionEnvironment env,
      SideSettings settings,
      KafkaRecordDeserializationSchema<T> form) {
    KafkaSource<T> source =
        KafkaSource.<T>builder()
            .setBootstrapServers(settings.bootstrap())
            .setTopics(settings.input())
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setDeserializer(form)
            .setProperties(Clients.properties(Clients.consumer()))
            .setProperty("partition.discovery.interval.ms", "-1")
            .build();
    return env.fromSource(source, clock(), "readings").uid("readings");
  }

  static <T> KafkaSink<T> results(SideSettings settings, KafkaRecordSerializationSchema<T> form) {
    return KafkaSink.<T>builder()
        .setBootstrapServers(settings.bootstrap())
        .setKafkaProducerConfig(Clients.properties(Clients.producer()))
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(form)
        .build();
  }

  static Side.Running run(StreamExecutionEnvironment env, String name) throws Exception {
    JobClient job = env.executeAsync(name);
    return () -> job.cancel().get();
  }

  /** Kafka's time of a record is when it was measured; the broker keeps what the sender wrote. */
  private static <T> WatermarkStrategy<T> clock() {
    return WatermarkStrategy.forBoundedOutOfOrderness(Duration.ofSeconds(Ward.LATENESS_SECONDS));
  }
}
