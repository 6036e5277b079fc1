package dev.vigil.jobs.scoring;

import static java.util.Objects.requireNonNull;

import dev.vigil.jobs.fold.Counts;
import dev.vigil.jobs.fold.Emission;
import dev.vigil.jobs.log.DeadLetters;
import dev.vigil.jobs.log.GovernanceSource;
import dev.vigil.jobs.log.OutgoingRecord;
import dev.vigil.jobs.log.RawRecord;
import dev.vigil.models.bundles.BundleException;
import dev.vigil.models.scores.Answer;
import dev.vigil.models.scores.Model;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.metrics.Counter;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.apache.flink.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Scores each feature vector by all models of one bundle: exactly one score record per vector and
 * model, whatever the model does. The score with which a model begins to warn is explained; of one
 * that warns already when it is promoted, the score with which it begins to call people, too. A
 * record that is no vector is dead-lettered. Shadow or live, a score is the same.
 */
public final class ScoreFunction extends KeyedProcessFunction<String, RawRecord, Emission> {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(ScoreFunction.class);

  /**
   * How long the number of a patient's last vector is kept, by the log's ticks, and a day more at
   * most. A vector scored again gives a score that every reader ignores.
   */
  static final Duration NUMBER_KEPT = Duration.ofDays(7);

  private static final long MILLIS = 1000;
  private static final long DAY_SECONDS = Duration.ofDays(1).toSeconds();

  private final ModelSource source;
  private final Duration budget;
  private final GovernanceSource ledger;
  private transient List<Model> models;
  private transient Set<String> features;
  private transient @Nullable Promotions promotions;
  private transient SlowModels slow;
  private transient ValueState<String> lastScored;
  private transient Counter failures;
  private transient Counter unexplained;

  /**
   * The scoring of one bundle.
   *
   * @param source of its models
   * @param budget longest time for one score; a model that keeps exceeding it ends the job
   * @param ledger which says when a version goes live
   */
  @SuppressWarnings("NullAway.Init") // Flink calls open before anything else
  public ScoreFunction(ModelSource source, Duration budget, GovernanceSource ledger) {
    this.source = requireNonNull(source, "source is null");
    this.budget = requireNonNull(budget, "budget is null");
    this.ledger = requireNonNull(ledger, "ledger is null");
  }

  @Override
  public void open(OpenContext context) throws BundleException {
    models = source.open();
    features = new HashSet<>();
    models.forEach(model -> features.addAll(model.features()));
    slow = new SlowModels(budget);
    lastScored =
        getRuntimeContext().getState(new ValueStateDescriptor<>("last-number", Types.STRING));
    failures = getRuntimeContext().getMetricGroup().counter("scores_failed");
    unexplained = getRuntimeContext().getMetricGroup().counter("explanations_failed");
  }

  @Override
  public void processElement(RawRecord record, Context context, Collector<Emission> out)
      throws Exception {
    OutputNumber number;
    FeatureVector vector;
    try {
      number = OutputNumber.ofHeader(record.header());
      vector = vector(record);
    } catch (MalformedRecordException e) {
      out.collect(Emission.sent(Counts.POISON, DeadLetters.of(record, e.reason())));
      return;
    }
    LastScored last = lastScored();
    if (last != null && !number.isAfter(last.number())) {
      context.timerService().registerEventTimeTimer(deadline(last.number()));
      return; // a copy of a vector that has been scored
    }
    SortedSet<String> warning = new TreeSet<>();
    for (Model model : models) {
      long began = System.nanoTime();
      Score score = score(model, vector, number);
      slow.took(model, System.nanoTime() - began);
      if (model.isWarning(score)) {
        warning.add(model.name());
        score = explainedIfNew(model, score, record, vector, last);
      }
      send(score, model, vector.patient(), out);
    }
    keep(new LastScored(number, warning), context);
  }

  private @Nullable LastScored lastScored() throws Exception {
    String text = lastScored.value();
    return text == null ? null : LastScored.parse(text);
  }

  /**
   * Each of the log's days with vectors has its deadline; later vectors are kept by theirs. Every
   * vector registers it, which once a day changes something: of state that an earlier version left
   * nobody knows whether it has one.
   */
  private void keep(LastScored now, Context context) throws Exception {
    lastScored.update(now.toString());
    context.timerService().registerEventTimeTimer(deadline(now.number()));
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Emission> out)
      throws Exception {
    LastScored last = lastScored();
    if (last != null && deadline(last.number()) <= timestamp) {
      lastScored.clear();
    }
  }

  /** When nothing of the number's day need be known any more, milliseconds since the epoch. */
  private static long deadline(OutputNumber number) {
    return ((day(number) + 1) * DAY_SECONDS + NUMBER_KEPT.toSeconds()) * MILLIS;
  }

  private static long day(OutputNumber number) {
    return Math.floorDiv(number.instant(), DAY_SECONDS);
  }

  private static void send(Score score, Model model, String patient, Collector<Emission> out) {
    out.collect(
        Emission.sent(
            Counts.SCORES,
            OutgoingRecord.logRecord(
                Topics.PATIENTS, patient, RecordType.SCORE, Json.encode(score))));
    if (score.outcome() == Score.Outcome.FAILED) {
      String version = Score.modelVersion(model.name(), model.version());
      out.collect(Emission.counted(Counts.failed(version, String.valueOf(score.reason())), 1));
    }
  }

  /**
   * The score as it is, if it can't be explained: a warning matters more than its reasons. These
   * look at more than the model does, for they say where a vital sign is going.
   */
  private Score explainedIfNew(
      Model model, Score score, RawRecord record, FeatureVector vector, @Nullable LastScored last) {
    try {
      return isToBeExplained(model, vector, last)
          ? score.explained(model.explain(LogCodec.decodeVector(record.value())))
          : score;
    } catch (Throwable e) { // as in score: a fault of a model is its own and stops nobody else
      ExceptionUtils.rethrowIfFatalErrorOrOOM(e);
      unexplained.inc();
      LOG.debug("model {} can't explain {}", model.name(), score.vector(), e);
      return score;
    }
  }

  /** The ledger is asked only of those who go on warning: they are few. */
  private boolean isToBeExplained(Model model, FeatureVector vector, @Nullable LastScored last) {
    return last == null
        || !last.warning().contains(model.name())
        || promotions()
            .lieBetween(last.number().instant(), vector.known(), model, vector.patient());
  }

  private Promotions promotions() {
    Promotions open = promotions;
    if (open == null) {
      open = new Promotions(ledger.open());
      promotions = open;
    }
    return open;
  }

  @Override
  public void close() {
    if (promotions != null) {
      promotions.close();
    }
  }

  /** As far as the models look at it. */
  private FeatureVector vector(RawRecord record) throws MalformedRecordException {
    FeatureVector vector = LogCodec.decodeVector(record.value(), features);
    if (!vector.patient().equals(record.key())) {
      throw new MalformedRecordException("key-mismatch", "key is not the value's patient", null);
    }
    return vector;
  }

  private Score score(Model model, FeatureVector vector, OutputNumber number) {
    Answer answer = Answer.of(model, vector, number);
    if (!answer.isOwn()) {
      failures.inc();
      LOG.debug("model {} failed on {}", model.name(), number, answer.cause());
    }
    return answer.score();
  }
}
