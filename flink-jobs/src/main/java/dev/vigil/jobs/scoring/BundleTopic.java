package dev.vigil.jobs.scoring;

import static java.util.Objects.requireNonNull;

import dev.vigil.jobs.log.TopicTail;
import dev.vigil.models.bundles.BundleChunks;
import dev.vigil.models.bundles.BundleException;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.scores.Model;
import dev.vigil.schemas.BundleChunk;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.Topics;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The models of a bundle in {@code vigil.bundles}.
 *
 * @param bootstrap Kafka's address
 * @param bundle SHA-256 of the bundle, hexadecimal
 */
public record BundleTopic(String bootstrap, String bundle) implements ModelSource {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(BundleTopic.class);

  public BundleTopic {
    requireNonNull(bootstrap, "bootstrap is null");
    requireNonNull(bundle, "bundle is null");
  }

  @Override
  public List<Model> open() throws BundleException {
    return Bundles.open(read());
  }

  /**
   * Names of the features that the models look at.
   *
   * @throws BundleException if the bundle is missing, damaged or of an unknown format
   */
  public SortedSet<String> features() throws BundleException {
    return new TreeSet<>(Bundles.manifest(read()).features().keySet());
  }

  private byte[] read() throws BundleException {
    SortedMap<Integer, BundleChunk> chunks = new TreeMap<>();
    try (TopicTail tail = TopicTail.fromBeginning(bootstrap, List.of(Topics.BUNDLES))) {
      tail.readToEnd(record -> keep(record, chunks));
    }
    return BundleChunks.join(bundle, chunks.values());
  }

  private void keep(ConsumerRecord<byte[], byte[]> record, SortedMap<Integer, BundleChunk> chunks) {
    try {
      BundleChunk chunk = Json.decode(record.value(), BundleChunk.class);
      if (chunk.bundle().equals(bundle)) {
        chunks.put(chunk.index(), chunk);
      }
    } catch (MalformedRecordException e) {
      LOG.warn("{}@{} is no chunk: {}", record.topic(), record.offset(), e.reason());
    }
  }
}
