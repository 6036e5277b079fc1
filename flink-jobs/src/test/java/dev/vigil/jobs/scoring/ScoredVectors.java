package dev.vigil.jobs.scoring;

import static dev.vigil.jobs.LogRecords.START;

import dev.vigil.jobs.FakeLedger;
import dev.vigil.jobs.Harnesses;
import dev.vigil.jobs.LogRecords;
import dev.vigil.jobs.fold.Emission;
import dev.vigil.jobs.log.RawRecord;
import dev.vigil.models.scores.Model;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Topics;
import java.time.Duration;
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
import org.junit.jupiter.api.extension.RegisterExtension;

/** The scoring operator in a harness, with models and a ledger of the test. */
abstract class ScoredVectors {
  @RegisterExtension final Harnesses harnesses = new Harnesses();
  final FakeLedger ledger = new FakeLedger();

  KeyedOneInputStreamOperatorTestHarness<String, RawRecord, Emission> open(
      ModelSource models, OperatorSubtaskState kept) throws Exception {
    return open(models, kept, Duration.ofMinutes(1));
  }

  KeyedOneInputStreamOperatorTestHarness<String, RawRecord, Emission> open(
      ModelSource models, OperatorSubtaskState kept, Duration budget) throws Exception {
    return harnesses.open(
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(new ScoreFunction(models, budget, () -> ledger)),
            RawRecord::key,
            Types.STRING),
        kept);
  }

  static RawRecord vector(long offset) {
    return vector(offset, START);
  }

  static RawRecord vector(long offset, long known) {
    return vector(offset, known, Map.of("heart-rate.last", 80.0));
  }

  static RawRecord vector(long offset, long known, Map<String, Double> values) {
    byte[] json =
        LogCodec.encode(new FeatureVector("p-1", "hash", known, known, new TreeMap<>(values)));
    return LogRecords.output(
        Topics.FEATURES, offset, "p-1", new OutputNumber(offset, known, 0), json);
  }

  static List<Score> scores(
      KeyedOneInputStreamOperatorTestHarness<String, RawRecord, Emission> scoring) {
    return sent(scoring).stream().map(ScoredVectors::decode).toList();
  }

  static List<Emission> sent(
      KeyedOneInputStreamOperatorTestHarness<String, RawRecord, Emission> scoring) {
    return scoring.extractOutputValues().stream().filter(e -> e.record() != null).toList();
  }

  private static Score decode(Emission emission) {
    try {
      return (Score) LogCodec.decode(RecordType.SCORE, emission.record().value());
    } catch (MalformedRecordException e) {
      throw new AssertionError(e);
    }
  }

  static Model model(String name, BiFunction<FeatureVector, OutputNumber, Score> answer) {
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
