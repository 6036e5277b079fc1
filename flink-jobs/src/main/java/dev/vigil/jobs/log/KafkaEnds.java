package dev.vigil.jobs.log;

import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import org.apache.flink.api.common.eventtime.WatermarkStrategy;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** The sources and the sink that all jobs share. */
public final class KafkaEnds {
  /** Settings of every producer: durable, and at once. */
  static final Map<String, String> PRODUCER =
      Map.of(
          ProducerConfig.ACKS_CONFIG, "all",
          ProducerConfig.LINGER_MS_CONFIG, "5",
          ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");

  private KafkaEnds() {}

  /**
   * The patient log from its beginning, with watermarks or without.
   *
   * @param job name of the job that reads
   * @param parallelism of the job, at most the log's number of partitions
   * @param gaps behind which it goes on
   */
  public static Source<RawRecord, ?, ?> patientLog(
      String bootstrap, String job, int parallelism, KnownGaps gaps) {
    return new LogSource(
        source(bootstrap, job, Topics.PATIENTS, RecordType.HEADER, parallelism),
        records -> new LogReader(records, gaps));
  }

  /**
   * Numbered outputs of a job from their beginning; its ticks are their watermarks.
   *
   * @param job name of the job that reads
   * @param writer name of the job that writes them
   * @param parallelism of the job that reads, at most the topic's number of partitions
   * @param gaps behind which it goes on
   */
  public static Source<RawRecord, ?, ?> outputs(
      String bootstrap, String job, String topic, String writer, int parallelism, KnownGaps gaps) {
    return new LogSource(
        source(bootstrap, job, topic, OutputNumber.HEADER, parallelism),
        records ->
            new OutputsReader(records, gaps, KafkaMilestones.watch(bootstrap, writer, topic)));
  }

  /** A producer of its own, for what a sink has to say besides what it writes elsewhere. */
  public static Outlet outlet(String bootstrap) {
    return new KafkaOutlet(bootstrap);
  }

  /** Watermarks of the patient log: each partition's valid ticks. */
  public static WatermarkStrategy<RawRecord> ticks(Ticks.World world) {
    return WatermarkStrategy.forGenerator(context -> new TickWatermarks(world));
  }

  /**
   * Sends to whatever topic a record names, at least once and without waiting for a checkpoint:
   * whoever reads ignores what isn't later.
   */
  public static KafkaSink<OutgoingRecord> sink(String bootstrap) {
    Properties settings = new Properties();
    settings.putAll(PRODUCER);
    return KafkaSink.<OutgoingRecord>builder()
        .setBootstrapServers(bootstrap)
        .setKafkaProducerConfig(settings)
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(new ToProducerRecord())
        .build();
  }

  private static KafkaSource<RawRecord> source(
      String bootstrap, String job, String topic, String header, int readers) {
    return KafkaSource.<RawRecord>builder()
        .setBootstrapServers(bootstrap)
        .setTopics(topic)
        .setClientIdPrefix(job + "-" + topic)
        .setStartingOffsets(new FromTheBeginning(readers))
        .setDeserializer(new RawRecords(header))
        .setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100")
        // The checkpoint alone says where a job goes on.
        .setProperty("commit.offsets.on.checkpoint", "false")
        // Topics keep their number of partitions for life.
        .setProperty("partition.discovery.interval.ms", "-1")
        .build();
  }

  /** A key and a header as they are in {@link RawRecord}. */
  static final class ToProducerRecord implements KafkaRecordSerializationSchema<OutgoingRecord> {
    private static final long serialVersionUID = 1L;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        OutgoingRecord record, KafkaSinkContext context, Long timestamp) {
      return of(record);
    }

    static ProducerRecord<byte[], byte[]> of(OutgoingRecord record) {
      RecordHeaders headers = new RecordHeaders();
      if (!record.headerName().isEmpty()) {
        headers.add(record.headerName(), record.headerValue().getBytes(StandardCharsets.UTF_8));
      }
      return new ProducerRecord<>(
          record.topic(),
          null,
          null,
          record.key().getBytes(StandardCharsets.UTF_8),
          record.value(),
          headers);
    }
  }
}
