package dev.vigil.jobs.scoring;

import static dev.vigil.jobs.LogRecords.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.jobs.LogRecords;
import dev.vigil.models.scores.Model;
import dev.vigil.schemas.Explanation;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.LedgerEntry.Action;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.junit.jupiter.api.Test;

/** Which warnings are explained, and that the ledger is asked no more than that takes. */
class WarningExplanationTest extends ScoredVectors {
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
}
