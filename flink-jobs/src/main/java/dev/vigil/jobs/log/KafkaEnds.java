package dev.vigil.jobs.log;

import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.Ticks;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
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
  private static final Map<String, String> PRODUCER =
      Map.of(
          ProducerConfig.ACKS_CONFIG, "all",
          ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");

  /**
   * How soon records are fetched or sent. A request for each few of them costs the broker, its
   * writer and all of its readers more than the records do.
   */
  public enum Haste {
    /** People wait for what follows from them. */
    AT_ONCE(1, 5),
    /** Fetched within the tenth of a second that a fetch may wait, sent within a fiftieth. */
    SOON(1 << 20, 20);

    private final int fewestBytes;
    private final int lingerMillis;

    Haste(int fewestBytes, int lingerMillis) {
      this.fewestBytes = fewestBytes;
      this.lingerMillis = lingerMillis;
    }

    /** Of vectors and scores: a replay in lockstep waits for each of them, a ward does not. */
    public static Haste ofVectors(Ticks.World world) {
      return world == Ticks.World.RECORDED ? AT_ONCE : SOON;
    }
  }

  private KafkaEnds() {}

  /**
   * The patient log from its beginning, with watermarks or without.
   *
   * @param job name of the job that reads
   * @param parallelism of the job, at most the log's number of partitions
   * @param gaps behind which it goes on
   */
  public static Source<RawRecord, ?, ?> patientLog(
      String bootstrap, String job, int parallelism, Haste haste, KnownGaps gaps) {
    return new LogSource(
        source(bootstrap, job, Topics.PATIENTS, RecordType.HEADER, parallelism, haste),
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
      String bootstrap,
      String job,
      String topic,
      String writer,
      int parallelism,
      Haste haste,
      KnownGaps gaps) {
    return new LogSource(
        source(bootstrap, job, topic, OutputNumber.HEADER, parallelism, haste),
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
  public static KafkaSink<OutgoingRecord> sink(String bootstrap, Haste haste) {
    Properties settings = new Properties();
    settings.putAll(producer(haste));
    return KafkaSink.<OutgoingRecord>builder()
        .setBootstrapServers(bootstrap)
        .setKafkaProducerConfig(settings)
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setRecordSerializer(new ToProducerRecord())
        .build();
  }

  /** Settings of a producer: durable, and no later than it has to be. */
  static Map<String, String> producer(Haste haste) {
    Map<String, String> settings = new HashMap<>(PRODUCER);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, String.valueOf(haste.lingerMillis));
    return settings;
  }

  private static KafkaSource<RawRecord> source(
      String bootstrap, String job, String topic, String header, int readers, Haste haste) {
    return KafkaSource.<RawRecord>builder()
        .setBootstrapServers(bootstrap)
        .setTopics(topic)
        .setClientIdPrefix(job + "-" + topic)
        .setStartingOffsets(new FromTheBeginning(readers))
        .setDeserializer(new RawRecords(header))
        .setProperty(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "100")
        .setProperty(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, String.valueOf(haste.fewestBytes))
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
