package dev.vigil.app.backtest;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.GovernanceTimeline;
import dev.vigil.alerting.rules.ScoreRule;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.logstream.WholeLog;
import dev.vigil.app.verify.Verifier.Stretch;
import dev.vigil.models.evaluation.LabelledStay;
import dev.vigil.models.features.FeatureSettings;
import dev.vigil.models.training.Progress;
import dev.vigil.schemas.BacktestProof.Basis;
import dev.vigil.schemas.BacktestProof.Kind;
import dev.vigil.schemas.BacktestProof.Live;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.fold.Ticks;
import dev.vigil.schemas.ledger.VersionStanding;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Tries a model on the patient log, beside what was live then by the ledger: its scores are taken
 * from the log as they came, the model's are made anew from the log's readings. The log is folded
 * from its beginning; what came before the stretch is not counted.
 *
 * <p>A patient's hours begin with the first vector in the stretch and end with the last; one that
 * has begun counts whole.
 */
public final class LogBacktest {
  private final BacktestOrder order;
  private final @Nullable String against;
  private final Progress progress;
  private final Scorer ofCandidate;
  private final Outcomes ofLive = new Outcomes();
  private final DataHash data = new DataHash();
  private final Stays stays = new Stays();
  private final long since;

  /**
   * A backtest.
   *
   * @param against name of the model it is held against; null for the model's own name if the
   *     ledger had it live, else NEWS2
   * @param since hours are counted from this second on
   */
  public LogBacktest(BacktestOrder order, @Nullable String against, long since, Progress progress) {
    this.order = requireNonNull(order, "order is null");
    this.against = against;
    this.since = since;
    this.progress = requireNonNull(progress, "progress is null");
    ofCandidate = new Scorer(order.candidate().model(), since);
  }

  /**
   * Tries it, up to where the jobs have come.
   *
   * @throws VigilException if the log isn't whole, or has nothing in the stretch
   */
  public Backtested run(WholeLog log) {
    Stretch whole = log.stretch();
    long from = Math.max(since, whole.first());
    long until = whole.last();
    if (from >= until) {
      throw VigilException.problem(
          "The jobs have come to "
              + (until == Ticks.NONE ? "nothing yet" : Instant.ofEpochSecond(until).toString())
              + " and --since is "
              + Instant.ofEpochSecond(since)
              + ": there is nothing to try the model on.");
    }
    GovernanceTimeline timeline = log.governance();
    List<Live> live = live(new LiveVersions(timeline.ledger()), from, until);
    TriedGovernance tried = new TriedGovernance(timeline::policyAt, order.candidate());
    FeatureSettings settings = new FeatureSettings(log.intervalSeconds(), false);
    for (int partition = 0; partition < log.partitions(); partition++) {
      Partition one = new Partition(timeline, tried, live.get(0).model(), settings, until);
      log.read(partition, one::add);
      one.finish();
      progress.at("partitions folded", partition + 1);
    }
    return backtested(live, timeline, tried, new Stretch(from, until));
  }

  private List<Live> live(LiveVersions versions, long from, long until) {
    String name = against == null ? order.candidate().model().name() : against;
    List<Live> live = versions.of(name, from, until);
    if (live.isEmpty() && against == null) {
      live = versions.of(BacktestModels.NEWS2, from, until);
    }
    if (live.isEmpty()) {
      throw VigilException.problem(
          "By the ledger no version of "
              + (against == null ? BacktestModels.NEWS2 : against)
              + " was live from "
              + Instant.ofEpochSecond(from)
              + " to "
              + Instant.ofEpochSecond(until)
              + ": name another with --against.");
    }
    return live;
  }

  /** One partition of the log. */
  private final class Partition {
    private final GovernanceTimeline timeline;
    private final Side candidate;
    private final Side live;
    private final Rehearsal rehearsal;
    private final long until;
    private final SortedMap<String, Stretch> vectors = new TreeMap<>();

    Partition(
        GovernanceTimeline timeline,
        TriedGovernance tried,
        String rival,
        FeatureSettings settings,
        long until) {
      this.timeline = timeline;
      this.until = until;
      candidate = new Side(order.candidate().model().name(), tried);
      live = new Side(rival, timeline);
      rehearsal =
          new Rehearsal(
              settings,
              (offset, number, vector) -> {
                note(vector);
                candidate.score(offset, vector.known(), ofCandidate.score(vector, number));
              },
              candidate,
              live);
    }

    private void note(FeatureVector vector) {
      if (vector.known() >= since) {
        vectors.merge(
            vector.patient(),
            new Stretch(vector.known(), vector.known()),
            (before, now) -> new Stretch(before.first(), now.last()));
      }
    }

    void add(long offset, long stamp, PatientRecord record) {
      data.add(stamp, record);
      long own = rehearsal.record(stamp, record);
      if (record instanceof Score score
          && score.model().equals(live.model())
          && timeline
              .liveVersion(score.model(), score.patient(), stamp)
              .filter(score.version()::equals)
              .isPresent()) {
        live.score(own, stamp, score);
        if (score.known() >= since) {
          ofLive.add(score);
        }
      }
    }

    void finish() {
      rehearsal.finish(until);
      vectors.forEach(
          (patient, stretch) -> {
            long[] begins =
                LongStream.iterate(
                        stretch.first(),
                        begin -> begin <= stretch.last(),
                        begin -> begin + PatientCourse.SECONDS_PER_HOUR)
                    .toArray();
            stays.add(stay(patient, begins));
          });
    }

    private Stays.Stay stay(String patient, long[] begins) {
      int[] hours = IntStream.range(0, begins.length).toArray();
      return new Stays.Stay(
          LabelledStay.ofOutcome(patient, Map.of(), hours, false),
          LabelledStay.ofOutcome(patient, Map.of(), new int[0], false),
          new int[0],
          LongStream.of(begins)
              .mapToObj(second -> Instant.ofEpochSecond(second).toString())
              .toList(),
          candidate.hours(patient, begins),
          live.hours(patient, begins));
    }
  }

  private void requireVectors(Stretch stretch) {
    if (stays.patients() == 0) {
      throw VigilException.problem(
          "The log has no vector of anybody from "
              + Instant.ofEpochSecond(stretch.first())
              + " to "
              + Instant.ofEpochSecond(stretch.last())
              + ": there is nothing to try the model on.");
    }
  }

  private Backtested backtested(
      List<Live> live, GovernanceTimeline timeline, TriedGovernance tried, Stretch stretch) {
    requireVectors(stretch);
    long end = stretch.last() - 1;
    List<ScoreRule> rules = new ArrayList<>(tried.rulesAt(end));
    String rival = live.get(0).model();
    for (VersionStanding acting : timeline.ledger().at(rival, end).versions().values()) {
      rules.addAll(timeline.policyAt(end).scoreRules(rival, acting.threshold()));
    }
    Basis basis =
        new Basis(
            Kind.LOG,
            data.hex(),
            null,
            stays.patients(),
            stays.hours(),
            0,
            stretch.first(),
            stretch.last());
    Proofs.Found found =
        new Proofs.Found(
            order.candidate(),
            live,
            basis,
            rules,
            ofCandidate.outcomes(),
            ofLive,
            stays.compare(order.settings()));
    return new Backtested(
        Proofs.of(found, order.settings(), order.limits()),
        stays.differences(),
        tried.isByDefault(end),
        ofCandidate.outcomes().all(),
        ofCandidate.slow());
  }
}
