package dev.vigil.app.runtime;

import java.time.Duration;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.serialization.SimpleStringSchema;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.ExternalizedCheckpointRetention;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.initializer.OffsetsInitializer;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.util.Collector;

/** A job shaped as ours are: a topic in, state per key in an operator of our own, a topic out. */
final class CountingJob {
  static final String POISON = "poison";

  private CountingJob() {}

  /** A word and how often it came; a record, which Flink serialises without Kryo. */
  public record Count(String word, long count) {}

  /** Our own operator, as one that reads other topics before each element would be. */
  static final class CountingOperator extends KeyedProcessOperator<String, String, Count> {
    CountingOperator() {
      super(new Counter());
    }
  }

  private static final class Counter extends KeyedProcessFunction<String, String, Count> {
    private transient ValueState<Count> state;

    @Override
    public void open(OpenContext context) {
      state = getRuntimeContext().getState(new ValueStateDescriptor<>("count", Count.class));
    }

    @Override
    public void processElement(String word, Context context, Collector<Count> out)
        throws Exception {
      if (word.equals(POISON)) {
        throw new IllegalStateException("this word is poison");
      }
      Count last = state.value();
      Count now = new Count(word, last == null ? 1 : last.count() + 1);
      state.update(now);
      out.collect(now);
    }
  }

  /** Its state lies in RocksDB, with incremental checkpoints whose files are files of their own. */
  static StreamExecutionEnvironment defineOnRocksDb(
      String bootstrap, String in, String out, String checkpoints) {
    Configuration settings = settings(checkpoints);
    settings.set(StateBackendOptions.STATE_BACKEND, "rocksdb");
    settings.set(CheckpointingOptions.INCREMENTAL_CHECKPOINTS, true);
    settings.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ZERO);
    return define(bootstrap, in, out, settings);
  }

  static StreamExecutionEnvironment define(
      String bootstrap, String in, String out, String checkpoints) {
    return define(bootstrap, in, out, settings(checkpoints));
  }

  private static StreamExecutionEnvironment define(
      String bootstrap, String in, String out, Configuration settings) {
    StreamExecutionEnvironment env = StreamExecutionEnvironment.getExecutionEnvironment(settings);
    env.setParallelism(1);
    KafkaSource<String> source =
        KafkaSource.<String>builder()
            .setBootstrapServers(bootstrap)
            .setTopics(in)
            .setStartingOffsets(OffsetsInitializer.earliest())
            .setValueOnlyDeserializer(new SimpleStringSchema())
            .build();
    KafkaSink<String> sink =
        KafkaSink.<String>builder()
            .setBootstrapServers(bootstrap)
            .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
            .setRecordSerializer(
                KafkaRecordSerializationSchema.builder()
                    .setTopic(out)
                    .setValueSerializationSchema(new SimpleStringSchema())
                    .build())
            .build();
    env.fromSource(source, WatermarkStrategy.noWatermarks(), "words")
        .uid("words")
        .keyBy(word -> word, Types.STRING)
        .transform("count", TypeInformation.of(Count.class), new CountingOperator())
        .uid("count")
        .map(count -> count.word() + " " + count.count())
        .returns(Types.STRING)
        .uid("line")
        .sinkTo(sink)
        .uid("lines");
    return env;
  }

  private static Configuration settings(String checkpoints) {
    Configuration settings = new Configuration();
    settings.set(PipelineOptions.GENERIC_TYPES, false);
    settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, Duration.ofSeconds(1));
    settings.set(CheckpointingOptions.CHECKPOINTS_DIRECTORY, checkpoints);
    settings.set(
        CheckpointingOptions.EXTERNALIZED_CHECKPOINT_RETENTION,
        ExternalizedCheckpointRetention.RETAIN_ON_CANCELLATION);
    return settings;
  }
}
