package dev.vigil.app.world;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.notify.Mandate;
import dev.vigil.app.runtime.BrokerSettings;
import dev.vigil.app.runtime.EmbeddedKafka;
import dev.vigil.app.runtime.KafkaTopics;
import dev.vigil.app.supervise.Rebuild;
import dev.vigil.schemas.fold.Ticks;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** The Kafka of a world: one in this process, or somebody else's that is used instead. */
record WorldKafka(VigilConfig config, Path folder, String bootstrap) {
  WorldKafka {
    requireNonNull(config, "config is null");
    requireNonNull(folder, "folder is null");
    requireNonNull(bootstrap, "bootstrap is null");
  }

  /**
   * What this process alone does.
   *
   * @param jobs the lease of what jobs are to run; empty where nobody else could have it, or
   *     another one supervises them
   * @param telling whether it is the one that tells people
   * @param serving the lease of the ward's contexts and technical alerts; empty where nobody else
   *     could have it
   */
  record Leases(Optional<KafkaLease> jobs, Mandate telling, Optional<KafkaLease> serving) {}

  private static final Optional<CompletableFuture<KafkaLease>> NONE = Optional.empty();

  static WorldKafka start(VigilConfig config, Path folder, Closers closers) {
    if (!config.kafka().isEmbedded()) {
      return new WorldKafka(config, folder, config.kafka().bootstrap());
    }
    EmbeddedKafka broker =
        closers.add(
            EmbeddedKafka.start(
                folder.resolve("kafka"), config.kafka().port(), BrokerSettings.defaults()));
    return new WorldKafka(config, folder, broker.bootstrap());
  }

  void prepareTopics(Ticks.World kind) {
    int hours = kind == Ticks.World.RECORDED ? -1 : config.log().hours();
    KafkaTopics.ensure(bootstrap, config.kafka().partitions(), hours);
  }

  /**
   * The broker of this process is nobody else's; another one may serve others too.
   *
   * @return what nobody else may do meanwhile
   */
  Leases own(Ticks.World kind, Rebuild rebuild, Closers closers) {
    if (config.kafka().isEmbedded()) {
      return new Leases(Optional.empty(), Mandate.OF_ITS_OWN, Optional.empty());
    }
    boolean supervises = !WorldSupervisor.isElsewhere(config, kind);
    boolean tells = !WorldNotifier.isElsewhere(config, kind);
    // Kafka takes its time for each, and they don't need each other.
    var jobs = supervises ? Optional.of(taking(LeaseOf.SUPERVISOR, closers)) : NONE;
    var telling = tells ? Optional.of(taking(LeaseOf.NOTIFIER, closers)) : NONE;
    var serving = taking(LeaseOf.SERVER, closers);
    Leases leases =
        new Leases(
            jobs.map(Closers::opened),
            telling.map(Closers::opened).<Mandate>map(l -> l::term).orElse(Mandate.OF_ITS_OWN),
            Optional.of(Closers.opened(serving)));
    // Where jobs are another process's, so are their checkpoints.
    Path checkpoints = supervises ? FlinkAccess.checkpoints(config, folder) : folder;
    new LogOwner(bootstrap, folder, checkpoints).require(kind, rebuild.isOfAll());
    return leases;
  }

  private CompletableFuture<KafkaLease> taking(LeaseOf of, Closers closers) {
    return closers.opening(() -> KafkaLease.take(of, bootstrap));
  }
}
