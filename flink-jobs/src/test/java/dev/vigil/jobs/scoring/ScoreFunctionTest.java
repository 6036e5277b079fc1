package dev.vigil.jobs.scoring;

import static dev.vigil.jobs.LogRecords.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.jobs.FakeLedger;
import dev.vigil.jobs.Harnesses;
import dev.vigil.jobs.LogRecords;
import dev.vigil.jobs.fold.Counts;
import dev.vigil.jobs.fold.Emission;
import dev.vigil.jobs.log.RawRecord;
import dev.vigil.models.bundles.BundleException;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.scores.Model;
import dev.vigil.models.scores.News2;
import dev.vigil.schemas.Explanation;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.LedgerEntry.Action;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiFunction;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ScoreFunctionTest {
  @RegisterExtension final Harnesses harnesses = new Harnesses();

  private final FakeLedger ledger = new FakeLedger();

  @Test
  void vector_isScoredOnceByEachModelWhateverAModelDoes() throws Exception {
    List<Model> models =
        List.of(
            model("fine", (vector, number) -> LogRecords.score("p-1", "fine", number, 3)),
            model("throwing", (vector, number) -> throwing(new IllegalStateException("x"))),
            model("linking", (vector, number) -> throwing(new UnsatisfiedLinkError("x"))),
            model(
                "not-a-number",
                (vector, number) -> LogRecords.score("p-1", "x", number, Double.NaN)),
            model("silent", (vector, number) -> null),
            model(
                "other-patient",
                (vector, number) -> LogRecords.score("p-2", "other-patient", number, 1)),
            model("other-model", (vector, number) -> LogRecords.score("p-1", "fine", number, 1)));
    var scoring = open(() -> models, null);

    scoring.processElement(vector(1), 0);

    List<Score> scores = scores(scoring);
    assertThat(scores).extracting(Score::model).containsExactlyElementsOf(names(models));
    assertThat(scores).extracting(Score::patient).containsOnly("p-1");
    assertThat(scores).extracting(Score::vector).containsOnly(new OutputNumber(1, START, 0));
    assertThat(scores)
        .extracting(Score::reason)
        .containsExactly(
            null,
            "threw-IllegalStateException",
            "threw-UnsatisfiedLinkError",
            "threw-IllegalArgumentException",
            "answered-something-else",
            "answered-something-else",
            "answered-something-else");
    assertThat(counted(scoring))
        .containsExactly(
            "failed throwing:1 threw-IllegalStateException",
            "failed linking:1 threw-UnsatisfiedLinkError",
            "failed not-a-number:1 threw-IllegalArgumentException",
            "failed silent:1 answered-something-else",
            "failed other-patient:1 answered-something-else",
            "failed other-model:1 answered-something-else");
    assertThat(sent(scoring))
        .allSatisfy(
            emission -> {
              assertThat(emission.count()).isEqualTo(Counts.SCORES);
              assertThat(emission.record().topic()).isEqualTo(Topics.PATIENTS);
              assertThat(emission.record().key()).isEqualTo("p-1");
              assertThat(emission.record().headerValue()).isEqualTo("score");
            });
  }

  @Test
  void vector_thatComesAgain_isScoredOnceAlsoAfterARestore() throws Exception {
    var before = open(() -> List.of(new News2()), null);
    before.processElement(vector(1), 0);
    before.processElement(vector(2), 0);
    before.processElement(vector(1), 0);
    before.processElement(vector(2), 0);
    OperatorSubtaskState kept = before.snapshot(1, 1);

    var after = open(() -> List.of(new News2()), kept);
    after.processElement(vector(2), 0);
    after.processElement(vector(3), 0);

    assertThat(scores(before)).extracting(score -> score.vector().offset()).containsExactly(1L, 2L);
    assertThat(scores(after)).extracting(score -> score.vector().offset()).containsExactly(3L);
  }

  @Test
  void poison_isDeadLetteredWithItsPositionAndThePatientGoesOn() throws Exception {
    var scoring = open(() -> List.of(new News2()), null);
    RawRecord good = vector(9);

    scoring.processElement(with(good, 1, "p-1", "", good.value()), 0);
    scoring.processElement(with(good, 2, "p-1", "9:nine:0", good.value()), 0);
    scoring.processElement(with(good, 3, "p-1", "1:1:0", "{}".getBytes(UTF_8)), 0);
    scoring.processElement(with(good, 4, "p-1", "1:1:0", new byte[0]), 0);
    scoring.processElement(with(good, 5, "p-2", "1:1:0", good.value()), 0);
    List<Emission> refused = List.copyOf(scoring.extractOutputValues());
    scoring.getOutput().clear();
    scoring.processElement(good, 0);

    assertThat(refused).extracting(Emission::count).containsOnly(Counts.POISON);
    assertThat(refused)
        .extracting(emission -> LogRecords.rejected(emission.record()))
        .extracting(letter -> letter.position() + " " + letter.reason() + " " + letter.received())
        .containsExactly(
            "vigil.features-0@1 missing-number " + START,
            "vigil.features-0@2 missing-number " + START,
            "vigil.features-0@3 missing-field " + START,
            "vigil.features-0@4 malformed " + START,
            "vigil.features-0@5 key-mismatch " + START);
    assertThat(LogRecords.rejected(refused.get(2).record()).raw()).isEqualTo("{}".getBytes(UTF_8));
    assertThat(scores(scoring)).extracting(score -> score.vector().offset()).containsExactly(9L);
  }

  @Test
  void number_ofAPatientWhoIsLongGone_isForgotten() throws Exception {
    var scoring = open(() -> List.of(new News2()), null);
    scoring.setStateTtlProcessingTime(0);
    scoring.processElement(vector(1), 0);

    scoring.setStateTtlProcessingTime(ScoreFunction.NUMBER_KEPT.toMillis() - 1);
    scoring.processElement(vector(1), 0);
    assertThat(scores(scoring)).hasSize(1);
    scoring.setStateTtlProcessingTime(ScoreFunction.NUMBER_KEPT.toMillis() + 1);
    scoring.processElement(vector(1), 0);

    assertThat(scores(scoring)).hasSize(2);
  }

  @Test
  void bundle_thatIsDamaged_endsTheJobWithItsReason() {
    ModelSource damaged = () -> Bundles.open(new byte[] {1, 2, 3});

    assertThatThrownBy(() -> open(damaged, null)).isInstanceOf(BundleException.class);
  }

  private KeyedOneInputStreamOperatorTestHarness<String, RawRecord, Emission> open(
      ModelSource models, OperatorSubtaskState kept) throws Exception {
    return open(models, kept, Duration.ofMinutes(1));
  }

  private KeyedOneInputStreamOperatorTestHarness<String, RawRecord, Emission> open(
      ModelSource models, OperatorSubtaskState kept, Duration budget) throws Exception {
    return harnesses.open(
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new ScoreFunction(models, budget, () -> ledger)),
            RawRecord::key,
            Types.STRING),
        kept);
  }

  @Test
  void model_thatIsTooSlowForManyVectorsInARow_endsTheJobWithItsName() throws Exception {
    List<Model> models =
        List.of(model("slow", (vector, number) -> LogRecords.score("p-1", "slow", number, 3)));
    var scoring = open(() -> models, null, Duration.ZERO);
    for (int i = 1; i < SlowModels.MOST_IN_A_ROW; i++) {
      scoring.processElement(vector(i), 0);
    }

    assertThat(scores(scoring)).hasSize(SlowModels.MOST_IN_A_ROW - 1);
    assertThatThrownBy(() -> scoring.processElement(vector(SlowModels.MOST_IN_A_ROW), 0))
        .hasMessage(
            "model slow:1 took over 0 ms for each of 10 vectors in a row: retire it, or raise"
                + " scoring.budget-millis");
  }

  @Test
  void model_thatIsSlowNowAndThen_goesOn() throws Exception {
    SlowModels slow = new SlowModels(Duration.ofMillis(5));
    Model model = model("fitful", (vector, number) -> null);

    for (int i = 0; i < 100; i++) {
      slow.took(model, Duration.ofMillis(i % SlowModels.MOST_IN_A_ROW == 0 ? 5 : 6).toNanos());
    }
  }

  @Test
  void warning_isExplainedWhereItBegins_andAgainOnlyAfterItEnded() throws Exception {
    Model model = warning(List.of(0.1, 0.6, 0.7, 0.8, 0.2, 0.9));
    var scoring = open(() -> List.of(model), null);
    scoring.processElement(vector(1), 0);
    scoring.processElement(vector(2), 0);
    OperatorSubtaskState state = scoring.snapshot(1, 1);
    assertThat(explained(scores(scoring))).containsExactly(false, true);

    var restored = open(() -> List.of(model), state);
    for (long offset = 3; offset <= 6; offset++) {
      restored.processElement(vector(offset), 0);
    }

    assertThat(explained(scores(restored))).containsExactly(false, false, false, true);
  }

  @Test
  void warning_ofAShadow_isExplainedAgainWhereItBeginsToCallPeople() throws Exception {
    Model model = warning(List.of(0.6, 0.7, 0.7, 0.7, 0.7));
    var scoring = open(() -> List.of(model), null);
    ledger.write("warning", "1", "00", Action.SHADOW, START - 60);
    scoring.processElement(vector(1, START), 0);
    scoring.processElement(vector(2, START + 60), 0);

    // when it is promoted, from shortly after a vector on
    ledger.write("warning", "1", "00", Action.LIVE, START + 125);
    for (int offset = 3; offset <= 5; offset++) {
      scoring.processElement(vector(offset, START + (offset - 1) * 60L), 0);
    }

    // then also the score is explained that will be judged when the entry holds already
    assertThat(explained(scores(scoring))).containsExactly(true, false, true, true, false);
  }

  @Test
  void warning_ofTheVersionBesideThePromotedOne_isNotExplainedAgain() throws Exception {
    Model model = warning(List.of(0.6, 0.7));
    var scoring = open(() -> List.of(model), null);
    scoring.processElement(vector(1, START), 0);
    ledger.write("warning", "2", "01", Action.LIVE, START + 30);

    scoring.processElement(vector(2, START + 60), 0);

    assertThat(explained(scores(scoring))).containsExactly(true, false);
  }

  @Test
  void ledger_isAskedOnceASecondAtMost_andOnlyOfThoseWhoGoOnWarning() throws Exception {
    Model model = warning(List.of(0.1, 0.6, 0.7, 0.7, 0.7));
    var scoring = open(() -> List.of(model), null);
    scoring.processElement(vector(1, START), 0);
    scoring.processElement(vector(2, START), 0);
    assertThat(ledger.reads).isZero();

    scoring.processElement(vector(3, START), 0);
    scoring.processElement(vector(4, START), 0);
    assertThat(ledger.reads).isEqualTo(1);
    scoring.processElement(vector(5, START + 1), 0);

    assertThat(ledger.reads).isEqualTo(2);
    scoring.close();
    assertThat(ledger.closed).isTrue();
  }

  @Test
  void ledger_thatCantBeRead_holdsUpNoWarning() throws Exception {
    Model model = warning(List.of(0.6, 0.75));
    var scoring = open(() -> List.of(model), null);
    scoring.processElement(vector(1, START), 0);
    ledger.away = new IllegalStateException("Kafka is away");

    scoring.processElement(vector(2, START + 1), 0);

    assertThat(scores(scoring)).extracting(Score::value).containsExactly(0.6, 0.75);
  }

  @Test
  void warning_thatCantBeExplained_isGivenAllTheSame() throws Exception {
    Model model = warning(List.of(0.75));
    Model broken =
        new Forwarding(model) {
          @Override
          public Explanation explain(FeatureVector vector) {
            throw new StackOverflowError();
          }
        };
    var scoring = open(() -> List.of(broken), null);

    scoring.processElement(vector(1), 0);

    assertThat(scores(scoring)).extracting(Score::value).containsExactly(0.75);
  }

  @Test
  void vector_isReadAsFarAsModelsLookAtIt_andWholeForTheReasons() throws Exception {
    List<FeatureVector> seen = new ArrayList<>();
    Model one =
        new Forwarding(warning(List.of(0.6))) {
          @Override
          public SortedSet<String> features() {
            return new TreeSet<>(List.of("heart-rate.last"));
          }

          @Override
          public Score score(FeatureVector vector, OutputNumber number) {
            seen.add(vector);
            return super.score(vector, number);
          }

          @Override
          public Explanation explain(FeatureVector vector) {
            seen.add(vector);
            return super.explain(vector);
          }
        };
    var scoring = open(() -> List.of(one), null);

    scoring.processElement(
        vector(1, START, Map.of("heart-rate.last", 80.0, "heart-rate.slope.8h", 2.5)), 0);

    assertThat(explained(scores(scoring))).containsExactly(true);
    assertThat(seen)
        .extracting(FeatureVector::values)
        .containsExactly(
            new TreeMap<>(Map.of("heart-rate.last", 80.0)),
            new TreeMap<>(Map.of("heart-rate.last", 80.0, "heart-rate.slope.8h", 2.5)));
  }

  private static List<Boolean> explained(List<Score> scores) {
    return scores.stream().map(score -> score.explanation() != null).toList();
  }

  /** Warns from 0.5 on; its answers by the vectors' offsets from 1. */
  private static Model warning(List<Double> answers) {
    return new Forwarding(
        model(
            "warning",
            (vector, number) ->
                LogRecords.score(
                    "p-1", "warning", number, answers.get((int) number.offset() - 1))));
  }

  private static class Forwarding implements Model {
    private final Model model;

    Forwarding(Model model) {
      this.model = model;
    }

    @Override
    public String name() {
      return model.name();
    }

    @Override
    public String version() {
      return model.version();
    }

    @Override
    public SortedSet<String> features() {
      return model.features();
    }

    @Override
    public Score score(FeatureVector vector, OutputNumber number) {
      return model.score(vector, number);
    }

    @Override
    public boolean isWarning(Score score) {
      return score.value() != null && score.value() >= 0.5;
    }

    @Override
    public Explanation explain(FeatureVector vector) {
      return new Explanation(vector.known(), List.of());
    }
  }

  private static RawRecord vector(long offset) {
    return vector(offset, START);
  }

  private static RawRecord vector(long offset, long known) {
    return vector(offset, known, Map.of("heart-rate.last", 80.0));
  }

  private static RawRecord vector(long offset, long known, Map<String, Double> values) {
    byte[] json =
        LogCodec.encode(new FeatureVector("p-1", "hash", known, known, new TreeMap<>(values)));
    return LogRecords.output(
        Topics.FEATURES, offset, "p-1", new OutputNumber(offset, known, 0), json);
  }

  private static RawRecord with(
      RawRecord record, long offset, String key, String header, byte[] value) {
    return new RawRecord(record.topic(), 0, offset, record.appended(), key, header, value);
  }

  private static Score throwing(Throwable problem) {
    if (problem instanceof RuntimeException e) {
      throw e;
    }
    throw (Error) problem;
  }

  private static List<String> names(List<Model> models) {
    return models.stream().map(Model::name).toList();
  }

  private static List<Score> scores(
      KeyedOneInputStreamOperatorTestHarness<String, RawRecord, Emission> scoring) {
    return sent(scoring).stream().map(ScoreFunctionTest::decode).toList();
  }

  private static List<Emission> sent(
      KeyedOneInputStreamOperatorTestHarness<String, RawRecord, Emission> scoring) {
    return scoring.extractOutputValues().stream().filter(e -> e.record() != null).toList();
  }

  private static List<String> counted(
      KeyedOneInputStreamOperatorTestHarness<String, RawRecord, Emission> scoring) {
    return scoring.extractOutputValues().stream()
        .filter(emission -> emission.record() == null)
        .map(Emission::count)
        .toList();
  }

  private static Score decode(Emission emission) {
    try {
      return (Score) LogCodec.decode(RecordType.SCORE, emission.record().value());
    } catch (MalformedRecordException e) {
      throw new AssertionError(e);
    }
  }

  private static Model model(String name, BiFunction<FeatureVector, OutputNumber, Score> answer) {
    return new Model() {
      @Override
      public String name() {
        return name;
      }

      @Override
      public String version() {
        return "1";
      }

      @Override
      public SortedSet<String> features() {
        return new TreeSet<>();
      }

      @Override
      public Score score(FeatureVector vector, OutputNumber number) {
        return answer.apply(vector, number);
      }
    };
  }
}
