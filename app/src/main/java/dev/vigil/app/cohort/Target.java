package dev.vigil.app.cohort;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.failure.VigilException;
import dev.vigil.models.evaluation.EvaluationSettings;
import dev.vigil.models.training.AlarmWorth;
import dev.vigil.models.training.XgboostSearch;
import dev.vigil.simulator.recordings.RecordedPatient;
import dev.vigil.simulator.recordings.Recording;
import dev.vigil.simulator.recordings.RecordingException;
import dev.vigil.simulator.recordings.Recordings;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What can be predicted: how a recorded patient becomes rows, and what a warning is worth there.
 */
public enum Target {
  /** Sepsis in some hours; a row for each row of the recording. */
  SEPSIS(AlarmWorth.SEPSIS_UTILITY, XgboostSearch.SEPSIS, 5, "") {
    @Override
    public RecordedCourse course(RecordedPatient patient) {
      return RecordedCourse.ofSepsis(patient);
    }

    @Override
    public EvaluationSettings settings(EvaluationSettings usual) {
      return usual;
    }
  },

  /**
   * Death in hospital, of the first 48 hours of intensive care; a row for each full hour, with what
   * stands then. So every stay has as many rows, however often something was measured, and counts
   * the same.
   */
  MORTALITY(
      AlarmWorth.BALANCED,
      XgboostSearch.MORTALITY,
      5,
      "These are adults of one hospital, 2001 to 2008, all of whom were in intensive care for two"
          + " days at least: whoever died sooner is not among them.") {
    @Override
    public RecordedCourse course(RecordedPatient patient) {
      return RecordedCourse.ofOutcome(patient, HOURS_OF_MORTALITY);
    }

    @Override
    public EvaluationSettings settings(EvaluationSettings usual) {
      return usual.withEarlyHours(EARLY_HOURS_OF_MORTALITY);
    }
  },

  /** A narrowed coronary artery, of what one examination has found; one row a patient. */
  HEART_DISEASE(
      AlarmWorth.EVEN,
      XgboostSearch.HEART_DISEASE,
      20,
      "These are patients of 1988 who had been referred for coronary angiography, nearly half of"
          + " them ill: this is no screening, where far fewer are.") {
    @Override
    public RecordedCourse course(RecordedPatient patient) {
      return RecordedCourse.ofOutcome(patient, 1);
    }

    @Override
    public EvaluationSettings settings(EvaluationSettings usual) {
      return usual.withoutBudgets();
    }

    @Override
    public boolean isOfMonitoring() {
      return false;
    }
  };

  /** So long are the recordings of the PhysioNet Challenge 2012, whose question is asked then. */
  private static final int HOURS_OF_MORTALITY = 48;

  /** Scores like SAPS-I need 24 hours; before that a model stands alone. */
  private static final int EARLY_HOURS_OF_MORTALITY = 24;

  private final AlarmWorth worth;
  private final XgboostSearch trees;
  private final int epochs;
  private final String caveat;

  Target(AlarmWorth worth, XgboostSearch trees, int epochs, String caveat) {
    this.worth = worth;
    this.trees = trees;
    this.epochs = epochs;
    this.caveat = caveat;
  }

  /** What is predicted by a name; null where Vigil can't train or judge such models. */
  public static @Nullable Target find(@Nullable String label) {
    return Arrays.stream(values())
        .filter(target -> target.label().equals(label))
        .findFirst()
        .orElse(null);
  }

  /** Its name in commands, bundles and recordings. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  @Override
  public String toString() {
    return label();
  }

  /**
   * Opens a recording to learn from or to be judged on.
   *
   * @throws VigilException if its labels say something else
   * @throws RecordingException if it can't be read
   */
  public Recording open(Path data) {
    Recording recording = Recordings.open(requireNonNull(data, "data is null"));
    if (!recording.label().equals(label())) {
      throw VigilException.usage(
          "%s is about %s, expected %s: give %sanother recording."
              .formatted(
                  data,
                  recording.label(),
                  label(),
                  find(recording.label()) == null ? "" : "--label " + recording.label() + ", or "));
    }
    return recording;
  }

  /** The rows of a patient at which a model is asked. */
  public abstract RecordedCourse course(RecordedPatient patient);

  /** The settings of an evaluation, as they make sense here. */
  public abstract EvaluationSettings settings(EvaluationSettings usual);

  /** Whether early warning scores are about it: it is of patients whose vital signs are watched. */
  public boolean isOfMonitoring() {
    return true;
  }

  /** How often a linear model goes through the rows: the fewer there are, the more often. */
  public int epochs() {
    return epochs;
  }

  /** Of whom its recordings are, in whole sentences; empty where there is nothing to say. */
  public String caveat() {
    return caveat;
  }

  /** What a warning is worth. */
  public AlarmWorth worth() {
    return worth;
  }

  /** How boosted trees are grown for it. */
  public XgboostSearch trees() {
    return trees;
  }
}
