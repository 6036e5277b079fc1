package dev.vigil.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.runtime.BrokerSettings;
import dev.vigil.app.runtime.EmbeddedKafka;
import dev.vigil.app.runtime.KafkaTopics;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.ContextChange;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Topics;
import dev.vigil.system.TopicsOf.Logged;
import dev.vigil.system.TopicsOf.Raise;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Replays of one small recording, each in processes of its own and with a data folder of its own.
 * The undisturbed one, which the others are held against, runs once in this JVM. Given to test
 * methods as a parameter.
 */
final class Replays implements ParameterResolver {
  private static final int PATIENTS = 6;
  private static final int PARTITIONS = 4;
  private static final int LONGEST_STAY_HOURS = 9;
  private static final Pattern PROGRESS = Pattern.compile("recorded hour (\\d+) of (\\d+),.*");

  /**
   * Everything in one place, deleted when this JVM ends: JUnit's own store would be closed after
   * each class, for Surefire hands a JVM one class at a time.
   */
  private static final class Shared {
    private final Path folder;
    private final Path recording;
    private Outcome undisturbed;
    private Path undisturbedWorld;

    Shared() throws IOException {
      folder = Files.createTempDirectory("replays");
      recording = SmallRecording.write(folder.resolve("stays"), PATIENTS, LONGEST_STAY_HOURS);
      Runtime.getRuntime().addShutdownHook(new Thread(this::delete));
    }

    private void delete() {
      try {
        Folders.delete(folder);
      } catch (IOException e) {
        throw new UncheckedIOException("the replays can't be deleted", e);
      }
    }
  }

  private static Shared sharedByAll;

  private final Shared shared;

  /** For JUnit. */
  Replays() {
    this(null);
  }

  private Replays(Shared shared) {
    this.shared = shared;
  }

  /**
   * What a replay has left behind.
   *
   * @param exit code of the process that ended it
   * @param summary its last line
   * @param vectors of each patient, by number
   * @param transitions of all alerts, each once
   * @param log the patient log
   * @param liveModels by the ledger
   */
  record Outcome(
      int exit,
      JsonNode summary,
      SortedMap<String, SortedMap<OutputNumber, String>> vectors,
      List<AlertTransition> transitions,
      List<Logged> log,
      List<String> liveModels) {

    /** Alerts raised. */
    List<Raise> raises() {
      return TopicsOf.raises(transitions);
    }

    /** The replay ended well by its own account. */
    Outcome requireClean() {
      assertThat(summary.path("differences")).as("differences").isEmpty();
      assertThat(summary.path("balanced").asBoolean()).as("balanced in %s", summary).isTrue();
      assertThat(summary.path("verified").asLong(-1)).as("verified").isZero();
      assertThat(exit).isZero();
      return this;
    }

    /** Same vectors, byte for byte and in the same order, and the same alerts. */
    void requireSameAs(Outcome other) {
      assertThat(vectors.keySet()).isEqualTo(other.vectors.keySet());
      vectors.forEach(
          (patient, sent) ->
              assertThat(sent.values())
                  .as("vectors of %s", patient)
                  .containsExactlyElementsOf(other.vectors.get(patient).values()));
      assertThat(raises()).containsExactlyInAnyOrderElementsOf(other.raises());
    }
  }

  /** The replay that nothing happened to, with parallelism 1. */
  Outcome undisturbed() throws Exception {
    synchronized (shared) {
      if (shared.undisturbed == null) {
        Path data = newData();
        try (WorldProcess process = start(data, 1)) {
          shared.undisturbed = read(process, data).requireClean();
        }
        shared.undisturbedWorld = worldIn(data);
        assertThat(shared.undisturbed.summary().path("resumed").asBoolean()).isFalse();
        assertThat(shared.undisturbed.raises()).as("alerts to be compared").isNotEmpty();
      }
      return shared.undisturbed;
    }
  }

  /** The data folder of the undisturbed replay's world, whose log is still there. */
  Path undisturbedWorld() throws Exception {
    undisturbed();
    return shared.undisturbedWorld;
  }

  /** A data folder that nothing has run in. */
  Path newData() throws IOException {
    return Files.createTempDirectory(shared.folder, "data");
  }

  /** Starts the replay, or goes on with it. */
  WorldProcess start(Path data, int parallelism) throws IOException {
    return start(data, parallelism, List.of());
  }

  /** The same with other settings besides, as {@code --set} takes them. */
  WorldProcess start(Path data, int parallelism, List<String> settings) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of("replay", shared.recording.toString(), "--standalone"));
    arguments.addAll(List.of("--json", "--verify", "--data", data.toString()));
    arguments.addAll(List.of("--set", "gateway.port=0", "--set", "server.port=0"));
    arguments.addAll(List.of("--set", "flink.parallelism=" + parallelism));
    arguments.addAll(List.of("--set", "flink.checkpoint-seconds=1"));
    arguments.addAll(List.of("--set", "kafka.partitions=" + PARTITIONS));
    settings.forEach(setting -> arguments.addAll(List.of("--set", setting)));
    return WorldProcess.start(shared.folder, arguments);
  }

  /** Starts the replay and kills it so long after it is past a recorded hour. */
  void killAfter(int hour, Duration delay, Path data, List<String> settings) throws Exception {
    try (WorldProcess process = start(data, 1, settings)) {
      process.awaitSaid(line -> hourIn(line) >= hour);
      assertThat(process.killAfter(delay)).as("killed in the middle").isTrue();
    }
  }

  /** Starts the replay and kills it so long after its jobs were submitted. */
  void killAtStart(Duration delay, Path data, List<String> settings) throws Exception {
    try (WorldProcess process = start(data, 1, settings)) {
      process.awaitSaid(line -> line.contains("job alerts submitted"));
      assertThat(process.killAfter(delay)).as("killed in the middle").isTrue();
    }
  }

  /** Starts the replay and kills it when it is past a recorded hour. */
  void killAfterHour(int hour, Path data, int parallelism) throws Exception {
    try (WorldProcess process = start(data, parallelism)) {
      String said = process.awaitSaid(line -> hourIn(line) >= hour);
      process.kill();
      assertThat(hourIn(said)).as("killed in the middle").isLessThan(LONGEST_STAY_HOURS);
    }
  }

  /** Puts the first contexts of a replay into {@code vigil.contexts} of a world that never ran. */
  void storeAdmissions(Path data, Outcome of) throws Exception {
    Path world = data.resolve("replays").resolve(shared.recording.getFileName() + "-all");
    try (EmbeddedKafka kafka =
            EmbeddedKafka.start(world.resolve("kafka"), 0, BrokerSettings.defaults());
        KafkaProducer<byte[], byte[]> producer = producer(kafka)) {
      KafkaTopics.ensure(kafka.bootstrap(), PARTITIONS, -1);
      for (Logged logged : of.log()) {
        if (logged.record() instanceof ContextChange change && change.context().version() == 1) {
          byte[] patient = change.patient().getBytes(UTF_8);
          producer
              .send(new ProducerRecord<>(Topics.CONTEXTS, patient, Json.encode(change.context())))
              .get();
        }
      }
    }
  }

  private static KafkaProducer<byte[], byte[]> producer(EmbeddedKafka kafka) {
    return new KafkaProducer<>(
        Map.of("bootstrap.servers", kafka.bootstrap()),
        new ByteArraySerializer(),
        new ByteArraySerializer());
  }

  private static int hourIn(String line) {
    Matcher progress = PROGRESS.matcher(line);
    return progress.matches() ? Integer.parseInt(progress.group(1)) : -1;
  }

  /** Waits for the end of the replay, reads what it has left, and deletes its data. */
  Outcome outcome(WorldProcess process, Path data) throws Exception {
    try {
      return read(process, data);
    } finally {
      Folders.delete(data);
    }
  }

  private static Path worldIn(Path data) throws IOException {
    try (var worlds = Files.list(data.resolve("replays"))) {
      return worlds.findFirst().orElseThrow();
    }
  }

  private static Outcome read(WorldProcess process, Path data) throws Exception {
    int exit = process.awaitEnd();
    JsonNode summary = process.lastObject();
    try (EmbeddedKafka kafka =
        EmbeddedKafka.start(worldIn(data).resolve("kafka"), 0, BrokerSettings.defaults())) {
      TopicsOf topics = new TopicsOf(kafka.bootstrap());
      return new Outcome(
          exit,
          summary,
          topics.numbered(Topics.FEATURES),
          topics.transitions(),
          topics.log(),
          topics.liveModels());
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Replays.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    try {
      return new Replays(shared());
    } catch (IOException e) {
      throw new UncheckedIOException("the small recording can't be written", e);
    }
  }

  private static synchronized Shared shared() throws IOException {
    if (sharedByAll == null) {
      sharedByAll = new Shared();
    }
    return sharedByAll;
  }
}
