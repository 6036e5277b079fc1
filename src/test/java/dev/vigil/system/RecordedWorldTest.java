package dev.vigil.system;

import static dev.vigil.system.TestWorld.START;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import dev.vigil.app.Main;
import dev.vigil.app.world.BuiltInModels;
import dev.vigil.models.features.FeatureOutput;
import dev.vigil.models.features.FeatureReplay;
import dev.vigil.models.features.FeatureSettings;
import dev.vigil.schemas.BacktestProof;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.Tick;
import dev.vigil.system.TopicsOf.Logged;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What can be asked of the log of a world that has ended. */
@ExtendWith(Replays.class)
class RecordedWorldTest {
  @TempDir private Path folder;

  private record Ran(int code, String out, String err) {}

  @Test
  void exportedVectors_areThoseOfAnOfflineFoldToTheLastBit(Replays replays) throws Exception {
    // given
    List<Logged> log = replays.undisturbed().log();
    SortedMap<String, FeatureVector> offline = offline(log);
    String from = Instant.ofEpochSecond(START).toString();
    String to = Instant.ofEpochSecond(lastTick(log)).toString();
    Path csv = folder.resolve("vectors.csv");
    Path again = folder.resolve("again.csv");

    // when
    Ran ran = export(replays, "--from", from, "--to", to, "--out", csv.toString());
    Ran second = export(replays, "--from", from, "--to", to, "--out", again.toString());
    Ran tooLate =
        export(replays, "--from", from, "--to", "2030-01-01T00:00:00Z", "--out", "unwritten.csv");

    // then
    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(second.code()).as(second.err()).isZero();
    assertThat(Files.mismatch(csv, again)).as("twice the same bytes").isEqualTo(-1);
    assertThat(exported(csv)).isEqualTo(offline).isNotEmpty();
    assertThat(tooLate.code()).isEqualTo(1);
    assertThat(tooLate.err()).contains("The features job has come to " + to);
    assertThat(Path.of("unwritten.csv")).doesNotExist();
  }

  @Test
  void export_hasOnlyTheChosenPatients(Replays replays) throws Exception {
    List<Logged> log = replays.undisturbed().log();
    String patient = replays.undisturbed().vectors().firstKey();
    Path csv = folder.resolve("one.csv");

    Ran ran =
        export(
            replays,
            "--from",
            Instant.ofEpochSecond(START).toString(),
            "--to",
            Instant.ofEpochSecond(lastTick(log)).toString(),
            "--patients",
            patient,
            "--out",
            csv.toString());

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(exported(csv).values())
        .hasSize(replays.undisturbed().vectors().get(patient).size())
        .allMatch(vector -> vector.patient().equals(patient));
  }

  @Test
  void modelThatWasLive_wouldHaveAlertedAsItDid(Replays replays) throws Exception {
    // given
    Path bundle = Files.write(folder.resolve("sepsis.zip"), BuiltInModels.bundles().get(1));
    String since = Instant.ofEpochSecond(START).toString();
    long alerts =
        replays.undisturbed().raises().stream()
            .filter(raise -> raise.rule().equals("sepsis-risk"))
            .count();

    // when
    Ran same = backtest(replays, bundle, since);
    Ran again = backtest(replays, bundle, since);
    Ran other = backtest(replays, bundle, since, "--against", "news2");

    // then
    assertThat(same.code()).as(same.err()).isZero();
    JsonNode answer = Json.mapper().readTree(same.out());
    BacktestProof proof = Json.mapper().treeToValue(answer.path("proof"), BacktestProof.class);
    assertThat(proof.basis().kind()).isEqualTo(BacktestProof.Kind.LOG);
    assertThat(proof.against()).singleElement().extracting("model").isEqualTo("sepsis-logistic");
    assertThat(proof.agreement().onlyCandidate() + proof.agreement().onlyLive()).isZero();
    assertThat(proof.figures().get("alerts_per_day").live().value())
        .isEqualTo(alerts / proof.basis().patientDays());
    assertThat(proof.figures().get("alerts_per_day").difference().value()).isZero();
    assertThat(Json.mapper().readTree(again.out()).path("hash")).isEqualTo(answer.path("hash"));
    assertThat(
            Json.mapper()
                .readTree(other.out())
                .path("proof")
                .path("against")
                .findValuesAsText("model"))
        .containsExactly("news2");
  }

  private static Ran backtest(Replays replays, Path bundle, String since, String... more)
      throws Exception {
    List<String> args = new ArrayList<>(List.of("model", "backtest", bundle.toString()));
    args.addAll(List.of("--since", since, "--recorded", "--json"));
    args.addAll(List.of("--data", replays.undisturbedWorld().toString()));
    args.addAll(List.of(more));
    return vigil(args);
  }

  private static Ran export(Replays replays, String... more) throws Exception {
    List<String> args = new ArrayList<>(List.of("features", "export"));
    args.addAll(List.of("--data", replays.undisturbedWorld().toString()));
    args.addAll(List.of(more));
    return vigil(args);
  }

  private static Ran vigil(List<String> args) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        Main.commandLine()
            .setOut(new PrintWriter(out))
            .setErr(new PrintWriter(err))
            .execute(args.toArray(String[]::new));
    return new Ran(code, out.toString(), err.toString());
  }

  private static SortedMap<String, FeatureVector> offline(List<Logged> log) {
    SortedMap<String, FeatureVector> vectors = new TreeMap<>();
    FeatureReplay replay =
        new FeatureReplay(
            FeatureSettings.DEFAULT,
            (patient, number, output) -> {
              if (output instanceof FeatureOutput.VectorOut out) {
                vectors.put(key(out.vector()), out.vector());
              }
            });
    for (Logged logged : log) {
      if (logged.record() instanceof PatientRecord record) {
        replay.record(new FeatureReplay.Entry(logged.offset(), logged.stamp(), record));
      }
    }
    replay.advance(lastTick(log) - 1);
    return vectors;
  }

  private static long lastTick(List<Logged> log) {
    return log.stream()
        .filter(logged -> logged.record() instanceof Tick)
        .mapToLong(logged -> ((Tick) logged.record()).second())
        .max()
        .orElseThrow();
  }

  /** A record compares its doubles bit by bit. */
  private static SortedMap<String, FeatureVector> exported(Path csv) throws Exception {
    SortedMap<String, FeatureVector> vectors = new TreeMap<>();
    try (CsvReader<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(csv)) {
      for (NamedCsvRecord row : rows) {
        Map<String, String> fields = new HashMap<>(row.getFieldsAsMap());
        FeatureVector vector =
            new FeatureVector(
                fields.remove("patient"),
                fields.remove("definitions"),
                Long.parseLong(fields.remove("measured_end")),
                Long.parseLong(fields.remove("known")),
                values(fields));
        assertThat(vectors.put(key(vector), vector)).as("a vector twice").isNull();
      }
    }
    return vectors;
  }

  private static SortedMap<String, Double> values(Map<String, String> fields) {
    SortedMap<String, Double> values = new TreeMap<>();
    fields.forEach(
        (feature, text) -> {
          if (!text.isEmpty()) {
            values.put(feature, Double.valueOf(text));
          }
        });
    return values;
  }

  private static String key(FeatureVector vector) {
    return vector.patient() + "@" + vector.known();
  }
}
