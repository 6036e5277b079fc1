package dev.vigil.app.backtest;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.AlertFold;
import dev.vigil.alerting.AlertOutput;
import dev.vigil.alerting.Governance;
import dev.vigil.alerting.PatientAlerts;
import dev.vigil.alerting.rules.Policy;
import dev.vigil.app.cohort.RecordedCourse;
import dev.vigil.app.cohort.StayReader;
import dev.vigil.app.cohort.Target;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.verify.Refold;
import dev.vigil.app.world.BuiltInModels;
import dev.vigil.models.features.FeatureReplay.Entry;
import dev.vigil.models.features.FeatureSettings;
import dev.vigil.models.scores.Answer;
import dev.vigil.models.scores.Model;
import dev.vigil.models.training.Progress;
import dev.vigil.models.training.RecordedStay;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.simulator.recordings.RecordedPatient;
import dev.vigil.simulator.recordings.RecordingException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Recorded patients as the alerts job would get them: readings, and the scores of the models that
 * come with Vigil, each at the instant of its vector. Read once, and folded with any rules.
 */
public final class RuleTrial {
  private static final int PATIENTS_PER_REPORT = 100;
  private static final long SECONDS_PER_HOUR = 3_600;

  /** One record of a patient's log, with its stamp. */
  private record Stamped(long stamp, PatientRecord record) {}

  /**
   * A patient.
   *
   * @param end second after the last record by which all is over
   * @param onset of the event; null if there is none
   */
  private record Stay(
      String patient, List<Stamped> log, long end, long hours, @Nullable Long onset) {}

  /**
   * A model that is live.
   *
   * @param threshold the risk from which on it decides; null if it predicts none
   */
  record LiveModel(Model model, @Nullable Double threshold) {}

  private final List<Stay> stays;
  private final Map<String, LiveModel> live;

  private RuleTrial(List<Stay> stays, Map<String, LiveModel> live) {
    this.stays = List.copyOf(stays);
    this.live = live;
  }

  /**
   * Reads patients, the first by id; all that they sent and scored stays in memory.
   *
   * @param models names of the models whose scores matter
   * @throws VigilException if the recording can't be read or has no patient
   */
  public static RuleTrial read(
      Path recording, int patients, Target target, Set<String> models, Progress progress) {
    return read(recording, patients, target, liveModels(), models, progress);
  }

  static RuleTrial read(
      Path recording,
      int patients,
      Target target,
      Map<String, LiveModel> all,
      Set<String> models,
      Progress progress) {
    List<Model> live =
        all.values().stream()
            .map(LiveModel::model)
            .filter(model -> models.contains(model.name()))
            .toList();
    StayReader reader = new StayReader();
    List<Stay> stays = new ArrayList<>();
    try (Stream<RecordedPatient> recorded = target.open(recording).patients()) {
      Iterator<RecordedPatient> each = recorded.limit(patients).iterator();
      while (each.hasNext()) {
        RecordedPatient patient = each.next();
        stay(target.course(patient), reader.stay(patient), live).ifPresent(stays::add);
        if (stays.size() % PATIENTS_PER_REPORT == 0) {
          progress.at("patients read", stays.size());
        }
      }
    } catch (RecordingException e) {
      throw VigilException.problem(e.getMessage() + ".", e);
    }
    if (stays.isEmpty()) {
      throw VigilException.problem(recording + " has no patient with a usable row.");
    }
    return new RuleTrial(stays, all);
  }

  private static Optional<Stay> stay(RecordedCourse course, RecordedStay stay, List<Model> models) {
    long[] times = course.times();
    if (stay.rows().isEmpty() || times.length == 0) {
      return Optional.empty();
    }
    List<Stamped> log = new ArrayList<>();
    Rehearsal rehearsal =
        new Rehearsal(
            FeatureSettings.DEFAULT,
            (offset, number, vector) -> {
              for (Model model : models) {
                log.add(new Stamped(vector.known(), Answer.of(model, vector, number).score()));
              }
            });
    for (Entry entry : stay.log()) {
      rehearsal.record(entry.stamp(), entry.record());
      log.add(new Stamped(entry.stamp(), entry.record()));
    }
    long end = times[times.length - 1] + SECONDS_PER_HOUR;
    rehearsal.finish(end);
    return Optional.of(
        new Stay(course.stay().patient(), List.copyOf(log), end, times.length, onset(course)));
  }

  /** When the onset's row has its vector; beyond the last row the hours go on. */
  private static @Nullable Long onset(RecordedCourse course) {
    int row = course.stay().onset();
    int[] labelled = course.labelled();
    if (row < 0 || labelled.length == 0) {
      return null;
    }
    int last = labelled.length - 1;
    long beyond = Math.max(0, row - last) * SECONDS_PER_HOUR;
    return course.times()[labelled[Math.min(row, last)]] + beyond + 1;
  }

  /** Every second patient, from the first on or from the second. */
  public RuleTrial half(boolean first) {
    List<Stay> half = new ArrayList<>();
    for (int i = first ? 0 : 1; i < stays.size(); i += 2) {
      half.add(stays.get(i));
    }
    return new RuleTrial(half, live);
  }

  /**
   * Names of the models whose scores some of these rules judge, be it the one for whatever predicts
   * a risk.
   */
  public static Set<String> modelsOf(Policy policy) {
    Set<String> models = new TreeSet<>(policy.models());
    liveModels()
        .forEach(
            (name, live) -> {
              if (!policy.scoreRules(name, live.threshold()).isEmpty()) {
                models.add(name);
              }
            });
    return models;
  }

  /** What alerts there are with these rules. */
  public RuleTally with(Policy policy) {
    Governance governance = new Live(policy, live);
    // Patients have nothing to do with each other; they are counted in their order.
    List<List<AlertTransition>> folded =
        stays.parallelStream().map(stay -> fold(stay, governance, stay.end())).toList();
    RuleTally tally = new RuleTally();
    for (int i = 0; i < stays.size(); i++) {
      tally.add(folded.get(i), stays.get(i).hours(), stays.get(i).onset());
    }
    return tally;
  }

  private static List<AlertTransition> fold(Stay stay, Governance governance, long until) {
    List<AlertTransition> transitions = new ArrayList<>();
    Refold<PatientAlerts, AlertOutput> fold =
        new Refold<>(
            new AlertFold(governance),
            PatientAlerts::empty,
            (patient, number, output) -> {
              if (output instanceof AlertOutput.Transition changed) {
                transitions.add(changed.transition());
              }
            });
    long offset = 0;
    for (Stamped stamped : stay.log()) {
      if (stamped.stamp() < until) {
        fold.record(offset++, stamped.stamp(), stamped.record());
      }
    }
    fold.finish(until);
    return transitions;
  }

  /** These rules, with all models live that come with Vigil. */
  private record Live(Policy policy, Map<String, LiveModel> models) implements Governance {
    Live {
      requireNonNull(policy, "policy is null");
    }

    @Override
    public Policy policyAt(long instant) {
      return policy;
    }

    @Override
    public Optional<String> liveVersion(String model, String patient, long instant) {
      return Optional.ofNullable(models.get(model)).map(live -> live.model().version());
    }

    @Override
    public @Nullable Double liveThreshold(String model, String patient, long instant) {
      LiveModel live = models.get(model);
      return live == null ? null : live.threshold();
    }
  }

  private static Map<String, LiveModel> liveModels() {
    Map<String, LiveModel> models = new TreeMap<>();
    for (byte[] bundle : BuiltInModels.bundles()) {
      Double threshold = BuiltInModels.riskThreshold(bundle);
      BuiltInModels.models(bundle)
          .forEach(model -> models.put(model.name(), new LiveModel(model, threshold)));
    }
    return models;
  }
}
