package dev.vigil.dashboard.kafka;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.models.ModelLog;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.models.bundles.BundleChunks;
import dev.vigil.models.bundles.BundleException;
import dev.vigil.schemas.BundleChunk;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.Topics;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Entries in {@code vigil.ledger}, bundles and proofs in {@code vigil.bundles}. */
public final class KafkaModelLog implements ModelLog {
  private static final Logger LOG = LoggerFactory.getLogger(KafkaModelLog.class);
  private static final Duration CLOSE = Duration.ofSeconds(5);
  private static final long MILLIS = 1000;

  private final Map<String, Object> kafka;
  private final KafkaProducer<byte[], byte[]> producer;
  private final TopicReader ledger;
  private final NewRecords<Line> lines;
  private final TopicReader bundles;

  /** Which of its pieces are there, by the SHA-256 of the whole. */
  private final Map<String, Pieces> pieces = new HashMap<>();

  private record Pieces(int count, BitSet there) {}

  /**
   * Connects.
   *
   * @param kafka the client settings that every client here has: {@code bootstrap.servers},
   *     security
   */
  public KafkaModelLog(Map<String, Object> kafka) {
    this.kafka = Map.copyOf(requireNonNull(kafka, "kafka is null"));
    producer = Producers.open(this.kafka);
    ledger = new TopicReader(this.kafka, Topics.LEDGER);
    lines = new NewRecords<>(ledger, KafkaModelLog::line);
    bundles = new TopicReader(this.kafka, Topics.BUNDLES);
  }

  @Override
  public List<Line> readNew() {
    return orAway(lines::read);
  }

  private static Optional<Line> line(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.of(
          new Line(
              Json.decode(record.value(), LedgerEntry.class),
              Math.floorDiv(record.timestamp(), MILLIS)));
    } catch (MalformedRecordException e) {
      LOG.warn("{}@{} is void: {}", record.topic(), record.offset(), e.getMessage());
      return Optional.empty();
    }
  }

  @Override
  public long append(LedgerEntry entry) {
    RecordMetadata appended = send(Topics.LEDGER, entry.modelVersion(), Json.encode(entry));
    return Math.floorDiv(appended.timestamp(), MILLIS);
  }

  @Override
  public boolean has(String sha256) {
    return orAway(
        () -> {
          bundles.readToEnd(this::note);
          Pieces known = pieces.get(sha256);
          return known != null && known.there().cardinality() == known.count();
        });
  }

  private void note(ConsumerRecord<byte[], byte[]> record) {
    chunk(record)
        .ifPresent(
            chunk ->
                pieces
                    .computeIfAbsent(
                        chunk.bundle(), id -> new Pieces(chunk.count(), new BitSet(chunk.count())))
                    .there()
                    .set(chunk.index()));
  }

  private static Optional<BundleChunk> chunk(ConsumerRecord<byte[], byte[]> record) {
    try {
      return Optional.of(Json.decode(record.value(), BundleChunk.class));
    } catch (MalformedRecordException e) {
      LOG.warn("{}@{} is no chunk: {}", record.topic(), record.offset(), e.reason());
      return Optional.empty();
    }
  }

  @Override
  public Optional<byte[]> find(String sha256) {
    if (!has(sha256)) {
      return Optional.empty();
    }
    try {
      return Optional.of(BundleChunks.join(sha256, orAway(() -> chunksOf(sha256))));
    } catch (BundleException e) {
      LOG.warn("{} in {} can't be used: {}", sha256, Topics.BUNDLES, e.getMessage());
      return Optional.empty();
    }
  }

  private List<BundleChunk> chunksOf(String sha256) {
    List<BundleChunk> chunks = new ArrayList<>();
    try (TopicReader whole = new TopicReader(kafka, Topics.BUNDLES)) {
      whole.readToEnd(
          record ->
              chunk(record).filter(chunk -> chunk.bundle().equals(sha256)).ifPresent(chunks::add));
    }
    return chunks;
  }

  @Override
  public void store(byte[] content) {
    for (BundleChunk chunk : BundleChunks.split(content)) {
      send(Topics.BUNDLES, chunk.bundle() + "/" + chunk.index(), Json.encode(chunk));
    }
  }

  private RecordMetadata send(String topic, String key, byte[] value) {
    return orAway(
        () -> {
          try {
            return producer
                .send(new ProducerRecord<>(topic, key.getBytes(StandardCharsets.UTF_8), value))
                .get(Producers.DELIVERY_MILLIS, TimeUnit.MILLISECONDS);
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
          } catch (ExecutionException | java.util.concurrent.TimeoutException e) {
            throw new KafkaException("not delivered", e);
          }
        });
  }

  private static <T> T orAway(Supplier<T> work) {
    try {
      return work.get();
    } catch (KafkaException e) {
      LOG.warn("ledger or bundles can't be reached: {}", e.toString());
      throw RefusedException.logAway();
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE);
    ledger.close();
    bundles.close();
  }
}
