package dev.vigil.jobs.scoring;

import static dev.vigil.jobs.LogRecords.START;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.jobs.LogRecords;
import dev.vigil.jobs.fold.Counts;
import dev.vigil.jobs.fold.Emission;
import dev.vigil.jobs.log.RawRecord;
import dev.vigil.models.bundles.BundleException;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.scores.Model;
import dev.vigil.models.scores.News2;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Topics;
import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.state.StateTtlConfig;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.apache.flink.util.Collector;
import org.junit.jupiter.api.Test;

class ScoreFunctionTest extends ScoredVectors {
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
  void number_ofAPatientWhoIsLongGone_isForgottenByTheLogsTicks() throws Exception {
    var scoring = open(() -> List.of(new News2()), null);
    scoring.processElement(vector(1), 0);

    scoring.processWatermark((START + ScoreFunction.NUMBER_KEPT.toSeconds() - 1) * 1000);
    scoring.processElement(vector(1), 0);
    assertThat(scores(scoring)).hasSize(1);
    scoring.processWatermark((START + ScoreFunction.NUMBER_KEPT.plusDays(1).toSeconds()) * 1000);
    scoring.processElement(vector(1), 0);

    assertThat(scores(scoring)).hasSize(2);
    assertThat(scoring.numKeyedStateEntries()).isOne();
  }

  @Test
  void number_ofAPatientWhoGoesOn_isKeptThroughEarlierDaysDeadlines() throws Exception {
    var scoring = open(() -> List.of(new News2()), null);
    long nextDay = START + Duration.ofDays(1).toSeconds();
    scoring.processElement(vector(1), 0);
    scoring.processElement(vector(2, nextDay), 0);

    scoring.processWatermark((nextDay + ScoreFunction.NUMBER_KEPT.toSeconds() - 1) * 1000);
    scoring.processElement(vector(2, nextDay), 0);
    assertThat(scores(scoring)).hasSize(2);
    scoring.processWatermark((nextDay + ScoreFunction.NUMBER_KEPT.plusDays(1).toSeconds()) * 1000);

    assertThat(scoring.numKeyedStateEntries()).isZero();
    assertThat(scoring.numEventTimeTimers()).isZero();
  }

  /** Until 0.1.0 the number went by Flink's time to live, and savepoints still have it so. */
  @Test
  void number_thatAnEarlierVersionKept_isKnown_andForgottenInTime() throws Exception {
    var before = harnesses.open(earlierVersion(), null);
    before.processElement(vector(1), 0);
    OperatorSubtaskState kept = before.snapshot(1, 1);

    var after = open(() -> List.of(new News2()), kept);
    after.processElement(vector(1), 0);
    after.processElement(vector(2), 0);

    assertThat(scores(after)).extracting(score -> score.vector().offset()).containsExactly(2L);
    after.processWatermark((START + ScoreFunction.NUMBER_KEPT.plusDays(1).toSeconds()) * 1000);
    assertThat(after.numKeyedStateEntries()).isZero();
  }

  @Test
  void bundle_thatIsDamaged_endsTheJobWithItsReason() {
    ModelSource damaged = () -> Bundles.open(new byte[] {1, 2, 3});

    assertThatThrownBy(() -> open(damaged, null)).isInstanceOf(BundleException.class);
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

  private static KeyedOneInputStreamOperatorTestHarness<String, RawRecord, Emission>
      earlierVersion() throws Exception {
    return new KeyedOneInputStreamOperatorTestHarness<>(
        new KeyedProcessOperator<>(new NumberWithTimeToLive()), RawRecord::key, Types.STRING);
  }

  private static final class NumberWithTimeToLive
      extends KeyedProcessFunction<String, RawRecord, Emission> {
    private static final long serialVersionUID = 1L;

    @Override
    public void processElement(RawRecord record, Context context, Collector<Emission> out)
        throws Exception {
      ValueStateDescriptor<String> number = new ValueStateDescriptor<>("last-number", Types.STRING);
      number.enableTimeToLive(StateTtlConfig.newBuilder(Duration.ofDays(7)).build());
      getRuntimeContext().getState(number).update(record.header());
    }
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

  private static List<String> counted(
      KeyedOneInputStreamOperatorTestHarness<String, RawRecord, Emission> scoring) {
    return scoring.extractOutputValues().stream()
        .filter(emission -> emission.record() == null)
        .map(Emission::count)
        .toList();
  }
}
