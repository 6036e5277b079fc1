package dev.vigil.app.bench;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import dev.vigil.bench.scoring.GrownBundle;
import dev.vigil.jobs.FeaturesJob;
import dev.vigil.jobs.fold.Counts;
import dev.vigil.jobs.log.KafkaEnds;
import dev.vigil.jobs.log.OutgoingRecord;
import dev.vigil.jobs.log.Outlet;
import dev.vigil.models.bundles.BundleChunks;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.schemas.BundleChunk;
import dev.vigil.schemas.Heartbeat;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Topics;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;

/**
 * Writes what a scoring job reads: the bundle, the vectors as the features job sends them, and that
 * job's sign that it is through.
 */
final class VectorWriter {
  private final GrownBundle grown = new GrownBundle();
  private final String bootstrap;

  VectorWriter(String bootstrap) {
    this.bootstrap = requireNonNull(bootstrap, "bootstrap is null");
  }

  /** SHA-256 of the bundle, by which its job finds it. */
  String bundle() {
    return Bundles.id(grown.bytes());
  }

  /** All of it; returns when it is durable. */
  void fill(VectorLoad load) {
    try (Outlet kafka = KafkaEnds.outlet(bootstrap)) {
      send(kafka, BundleChunks.split(grown.bytes()).stream().map(VectorWriter::record).toList());
      for (int round = 0; round < load.allRounds(); round++) {
        // A round is through before the next: no patient's vectors overtake each other.
        send(kafka, round(load, round));
      }
      TreeMap<String, Long> counts = new TreeMap<>();
      counts.put(Counts.VECTORS, load.vectors());
      Heartbeat through = new Heartbeat(FeaturesJob.NAME, 0, 1, load.lastTick(), counts);
      send(kafka, List.of(OutgoingRecord.heartbeat(through)));
    }
  }

  private List<OutgoingRecord> round(VectorLoad load, int round) {
    return IntStream.range(0, load.patients())
        .mapToObj(patient -> vector(patient, round, round * load.patients() + patient))
        .toList();
  }

  private OutgoingRecord vector(int index, int round, int number) {
    String patient = Load.patient(index);
    long known = VectorLoad.instant(round);
    return OutgoingRecord.numbered(
        Topics.FEATURES,
        patient,
        new OutputNumber(round, known, 0),
        LogCodec.encode(grown.vector(patient, known, number)));
  }

  private static OutgoingRecord record(BundleChunk chunk) {
    return OutgoingRecord.plain(
        Topics.BUNDLES, chunk.bundle() + "/" + chunk.index(), Json.encode(chunk));
  }

  private static void send(Outlet kafka, List<OutgoingRecord> records) {
    try {
      CompletableFuture.allOf(records.stream().map(kafka::send).toArray(CompletableFuture[]::new))
          .join();
    } catch (CompletionException e) {
      throw VigilException.problem("Kafka did not take a record of the benchmark's vectors.", e);
    }
  }
}
