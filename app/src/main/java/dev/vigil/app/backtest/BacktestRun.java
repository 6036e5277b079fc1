package dev.vigil.app.backtest;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.rules.Policy;
import dev.vigil.alerting.rules.ScoreRule;
import dev.vigil.app.cohort.RecordedCourse;
import dev.vigil.app.cohort.StayReader;
import dev.vigil.app.cohort.Target;
import dev.vigil.app.failure.VigilException;
import dev.vigil.models.features.FeatureReplay.Entry;
import dev.vigil.models.features.FeatureSettings;
import dev.vigil.models.training.Progress;
import dev.vigil.models.training.RecordedStay;
import dev.vigil.schemas.BacktestProof.Basis;
import dev.vigil.schemas.BacktestProof.Kind;
import dev.vigil.simulator.recordings.RecordedPatient;
import dev.vigil.simulator.recordings.Recording;
import dev.vigil.simulator.recordings.RecordingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Tries a model on a recording: each patient goes through the folds as in a replay, once with the
 * model live and once with another, in recorded time.
 *
 * <p>An hour begins when its row's vector is there, one second after the row.
 */
public final class BacktestRun {
  private static final int PATIENTS_PER_REPORT = 500;

  private final BacktestOrder order;
  private final Contender rival;
  private final Target target;
  private final Progress progress;
  private final Policy policy = BacktestModels.policy();
  private final TriedGovernance withCandidate;
  private final TriedGovernance withRival;
  private final Scorer ofCandidate;
  private final Scorer ofRival;
  private final StayReader reader = new StayReader();
  private final DataHash data = new DataHash();
  private final Stays stays = new Stays();

  /**
   * A backtest.
   *
   * @param rival what is live
   * @param target what the recording's labels say
   */
  public BacktestRun(BacktestOrder order, Contender rival, Target target, Progress progress) {
    this.order = requireNonNull(order, "order is null");
    this.rival = requireNonNull(rival, "rival is null");
    this.target = requireNonNull(target, "target is null");
    this.progress = requireNonNull(progress, "progress is null");
    withCandidate = new TriedGovernance(instant -> policy, order.candidate());
    withRival = new TriedGovernance(instant -> policy, rival);
    ofCandidate = new Scorer(order.candidate().model(), Long.MIN_VALUE);
    ofRival = new Scorer(rival.model(), Long.MIN_VALUE);
  }

  /**
   * Tries it on the first patients, by id.
   *
   * @throws VigilException if the recording can't be read or has no patient
   */
  public Backtested run(Path recording, int patients) {
    try {
      Recording opened = target.open(recording);
      try (Stream<RecordedPatient> all = opened.patients()) {
        Iterator<RecordedPatient> each = all.limit(patients).iterator();
        while (each.hasNext()) {
          add(each.next());
        }
      }
    } catch (RecordingException e) {
      throw VigilException.problem(e.getMessage() + ".", e);
    }
    progress.at("patients tried", stays.patients());
    if (stays.patients() == 0) {
      throw VigilException.problem(recording + " has no patient with a usable row.");
    }
    return backtested();
  }

  /** Tries it on one patient more. */
  void add(RecordedPatient patient) {
    RecordedCourse course = target.course(patient);
    RecordedStay stay = reader.stay(patient);
    if (stay.rows().isEmpty() || course.times().length == 0) {
      return;
    }
    Side candidate = new Side(order.candidate().model().name(), withCandidate);
    Side live = new Side(rival.model().name(), withRival);
    Rehearsal rehearsal =
        new Rehearsal(
            FeatureSettings.DEFAULT,
            (offset, number, vector) -> {
              candidate.score(offset, vector.known(), ofCandidate.score(vector, number));
              live.score(offset, vector.known(), ofRival.score(vector, number));
            },
            candidate,
            live);
    for (Entry entry : stay.log()) {
      data.add(entry.stamp(), entry.record());
      rehearsal.record(entry.stamp(), entry.record());
    }
    long[] begins = LongStream.of(course.times()).map(time -> time + 1).toArray();
    rehearsal.finish(begins[begins.length - 1] + PatientCourse.SECONDS_PER_HOUR);
    add(course, candidate, live, begins);
  }

  private void add(RecordedCourse course, Side candidate, Side live, long[] begins) {
    String patient = course.stay().patient();
    data.add(patient, course.stay().hours(), course.stay().labels(), course.stay().onset());
    stays.add(
        new Stays.Stay(
            course.unlabelled().stay(),
            course.stay(),
            course.labelled(),
            IntStream.of(course.hours()).mapToObj(Integer::toString).toList(),
            candidate.hours(patient, begins),
            live.hours(patient, begins)));
    if (stays.patients() % PATIENTS_PER_REPORT == 0) {
      progress.at("patients tried", stays.patients());
    }
  }

  /** What came of the patients that were added. */
  Backtested backtested() {
    Stays.Compared compared = stays.compare(order.settings());
    Basis basis =
        new Basis(
            Kind.RECORDING,
            data.hex(),
            target.label(),
            stays.patients(),
            stays.hours(),
            compared.events(),
            null,
            null);
    List<ScoreRule> rules = new ArrayList<>(withCandidate.rulesAt(0));
    rules.addAll(withRival.rulesAt(0));
    Proofs.Found found =
        new Proofs.Found(
            order.candidate(),
            List.of(rival.named()),
            basis,
            rules,
            ofCandidate.outcomes(),
            ofRival.outcomes(),
            compared);
    return new Backtested(
        Proofs.of(found, order.settings(), order.limits()),
        stays.differences(),
        withCandidate.isByDefault(0),
        ofCandidate.outcomes().all(),
        ofCandidate.slow());
  }
}
