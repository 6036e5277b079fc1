package dev.vigil.app.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.failure.VigilException;
import dev.vigil.app.runtime.BrokerSettings;
import dev.vigil.app.runtime.EmbeddedKafka;
import dev.vigil.app.runtime.KafkaTopics;
import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Topics;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureExportTest {
  private static final String OURS = FeatureCatalogue.instance().hash();
  private static final double ODD = 0.1 + 0.2;
  private static EmbeddedKafka kafka;

  @BeforeAll
  static void send(@TempDir Path folder) throws Exception {
    kafka = EmbeddedKafka.start(folder, 0, BrokerSettings.defaults());
    KafkaTopics.ensure(kafka.bootstrap(), 1, 72);
    sendAll(kafka);
  }

  private static void sendAll(EmbeddedKafka to) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", to.bootstrap()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      send(producer, new OutputNumber(1, 100, 0), vector("ann", OURS, 100, ODD));
      send(producer, new OutputNumber(2, 160, 0), vector("ann", OURS, 160, -0.0));
      // after a restart the job sends some of them again
      send(producer, new OutputNumber(1, 100, 0), vector("ann", OURS, 100, ODD));
      send(producer, new OutputNumber(2, 160, 0), vector("ann", OURS, 160, -0.0));
      send(producer, new OutputNumber(3, 170, 0), vector("bob", OURS, 170, 5e-324));
      send(producer, new OutputNumber(4, 300, 0), vector("ann", "other", 300, 1));
      producer
          .send(new ProducerRecord<>(Topics.FEATURES, "ann".getBytes(UTF_8), new byte[] {1}))
          .get();
    }
  }

  @AfterAll
  static void stop() {
    kafka.close();
  }

  private static void send(
      KafkaProducer<byte[], byte[]> producer, OutputNumber number, FeatureVector vector)
      throws Exception {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(
            Topics.FEATURES, vector.patient().getBytes(UTF_8), LogCodec.encode(vector));
    record.headers().add(OutputNumber.HEADER, number.toString().getBytes(UTF_8));
    producer.send(record).get();
  }

  private static FeatureVector vector(
      String patient, String definitions, long known, double heartRate) {
    return new FeatureVector(
        patient,
        definitions,
        known - 1,
        known,
        new TreeMap<>(Map.of("heart-rate.last", heartRate)));
  }

  @Test
  void vectorSentTwice_isOneRowWithTheSameBits() throws IOException {
    List<String[]> rows = export(0, 200, Set.of());

    int column = Arrays.asList(rows.get(0)).indexOf("heart-rate.last");
    assertThat(rows.get(0)).startsWith("patient", "known", "measured_end", "definitions");
    assertThat(rows.get(0)).hasSize(4 + FeatureCatalogue.instance().definitions().size());
    assertThat(rows).hasSize(4);
    assertThat(rows.get(1)).startsWith("ann", "100", "99", OURS);
    assertThat(rows.subList(1, 4))
        .extracting(row -> Double.doubleToRawLongBits(Double.parseDouble(row[column])))
        .containsExactly(
            Double.doubleToRawLongBits(ODD),
            Double.doubleToRawLongBits(-0.0),
            Double.doubleToRawLongBits(5e-324));
    assertThat(rows.get(1)).filteredOn(String::isEmpty).hasSize(rows.get(1).length - 5);
  }

  @Test
  void parquet_hasTheSameRows_andTwiceGivesTheSameBytes(@TempDir Path folder) throws IOException {
    byte[] bytes = parquet();
    Path file = Files.write(folder.resolve("vectors.parquet"), bytes);

    List<Group> rows = new ArrayList<>();
    try (ParquetReader<Group> reader =
        new ParquetReader.Builder<Group>(
            new LocalInputFile(file), new PlainParquetConfiguration()) {
          @Override
          protected ReadSupport<Group> getReadSupport() {
            return new GroupReadSupport();
          }
        }.build()) {
      for (Group row = reader.read(); row != null; row = reader.read()) {
        rows.add(row);
      }
    }

    assertThat(parquet()).isEqualTo(bytes);
    assertThat(rows)
        .extracting(row -> row.getString("patient", 0) + " " + row.getLong("known", 0))
        .containsExactly("ann 100000", "ann 160000", "bob 170000");
    assertThat(rows)
        .extracting(row -> Double.doubleToRawLongBits(row.getDouble("heart-rate.last", 0)))
        .containsExactly(
            Double.doubleToRawLongBits(ODD),
            Double.doubleToRawLongBits(-0.0),
            Double.doubleToRawLongBits(5e-324));
    assertThat(rows)
        .allSatisfy(
            row -> {
              assertThat(row.getString("definitions", 0)).isEqualTo(OURS);
              assertThat(row.getType().getFields())
                  .filteredOn(field -> row.getFieldRepetitionCount(field.getName()) > 0)
                  .hasSize(5);
            });
  }

  private static byte[] parquet() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new FeatureExport(kafka.bootstrap(), selection(0, 200, Set.of())).write(new ParquetRows(out));
    return out.toByteArray();
  }

  @Test
  void selection_isByInstantAndPatient() throws IOException {
    assertThat(export(100, 160, Set.of())).hasSize(2);
    assertThat(export(101, 171, Set.of())).hasSize(3);
    assertThat(export(0, 200, Set.of("bob"))).hasSize(2);
  }

  @Test
  void vectorOfOtherDefinitions_isRefusedByThem() {
    assertThatThrownBy(() -> export(0, 301, Set.of()))
        .isInstanceOf(VigilException.class)
        .hasMessageContaining("has feature definitions other, this Vigil's are " + OURS);
  }

  @Test
  void stretchThatTheJobHasNotPassed_isRefused() {
    FeatureExport export = new FeatureExport(kafka.bootstrap(), selection(0, 200, Set.of()));

    assertThatThrownBy(export::requirePassed)
        .isInstanceOf(VigilException.class)
        .hasMessageContaining("and --to is 1970-01-01T00:03:20Z");
    assertThatThrownBy(() -> selection(200, 200, Set.of()))
        .hasMessageContaining("expected --from before --to");
  }

  @Test
  void stretchWhoseBeginningIsGone_isRefusedBeforeAnyRow(@TempDir Path folder) throws Exception {
    try (EmbeddedKafka trimmed = EmbeddedKafka.start(folder, 0, BrokerSettings.defaults())) {
      KafkaTopics.ensure(trimmed.bootstrap(), 1, 72);
      sendAll(trimmed);
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", trimmed.bootstrap()))) {
        TopicPartition partition = new TopicPartition(Topics.FEATURES, 0);
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(1))).all().get();
      }

      // of the second of the first that is there, another may have gone
      for (long from : new long[] {159, 160}) {
        FeatureExport late = new FeatureExport(trimmed.bootstrap(), selection(from, 200, Set.of()));
        assertThatThrownBy(late::requireKept)
            .isInstanceOf(VigilException.class)
            .hasMessageContaining("Vectors from before 1970-01-01T00:02:41Z are no longer all in");
      }
      new FeatureExport(trimmed.bootstrap(), selection(161, 200, Set.of())).requireKept();
    }
  }

  /** A patient of those days was just not in the export, which said nothing. */
  @Test
  void stretchOfWhichNothingIsLeft_isRefused_andWhatIsTooYoungToBeGoneIsNot(@TempDir Path folder)
      throws Exception {
    try (EmbeddedKafka emptied = EmbeddedKafka.start(folder, 0, BrokerSettings.defaults())) {
      KafkaTopics.ensure(emptied.bootstrap(), 1, 72);
      sendAll(emptied);
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", emptied.bootstrap()))) {
        TopicPartition partition = new TopicPartition(Topics.FEATURES, 0);
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(-1))).all().get();
      }
      long now = Instant.now().getEpochSecond();

      for (long from : new long[] {100, now - 73 * 3600}) {
        FeatureExport export =
            new FeatureExport(emptied.bootstrap(), selection(from, now, Set.of()));
        assertThatThrownBy(export::requireKept)
            .isInstanceOf(VigilException.class)
            .hasMessageContaining("are no longer all in vigil.features");
        assertThatThrownBy(() -> export.write(new CsvRows(new ByteArrayOutputStream())))
            .isInstanceOf(VigilException.class);
      }
      FeatureExport late =
          new FeatureExport(emptied.bootstrap(), selection(now - 71 * 3600, now, Set.of()));
      late.requireKept();
      assertThat(late.write(new CsvRows(new ByteArrayOutputStream()))).isZero();
    }
  }

  /** Under a former bound, which was 72 hours or more, what was lost was older than that. */
  @Test
  void stretchOfWhichNothingIsLeft_whereNothingGoesNow_isRefusedWhereItMayHaveGone(
      @TempDir Path folder) throws Exception {
    try (EmbeddedKafka emptied = EmbeddedKafka.start(folder, 0, BrokerSettings.defaults())) {
      KafkaTopics.ensure(emptied.bootstrap(), 1, -1);
      sendAll(emptied);
      try (Admin admin = Admin.create(Map.of("bootstrap.servers", emptied.bootstrap()))) {
        TopicPartition partition = new TopicPartition(Topics.FEATURES, 0);
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(-1))).all().get();
      }
      long now = Instant.now().getEpochSecond();

      new FeatureExport(emptied.bootstrap(), selection(now - 71 * 3600, now, Set.of()))
          .requireKept();
      FeatureExport early =
          new FeatureExport(emptied.bootstrap(), selection(now - 73 * 3600, now, Set.of()));
      assertThatThrownBy(early::requireKept).isInstanceOf(VigilException.class);
    }
  }

  private static VectorSelection selection(long from, long to, Set<String> patients) {
    return new VectorSelection(from, to, patients);
  }

  private static List<String[]> export(long from, long to, Set<String> patients)
      throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new FeatureExport(kafka.bootstrap(), selection(from, to, patients)).write(new CsvRows(out));
    return out.toString(UTF_8).lines().map(line -> line.split(",", -1)).toList();
  }
}
