package dev.vigil.models.features;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.features.FeatureOutput.Judged;
import dev.vigil.models.features.FeatureOutput.VectorOut;
import dev.vigil.schemas.ContextChange;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.fold.Deadline;
import dev.vigil.schemas.fold.PatientFold;
import dev.vigil.schemas.fold.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The feature engine as a fold over one patient's log: readings go in, judgements and feature
 * vectors come out. A used reading marks the patient; one vector goes out in the next second if the
 * last one is at least the interval old, else when it is, and within a second (at most every 5 s)
 * when the latest value of a vital sign came into another band. A context marks the patient, too,
 * if models see something else by it, such as the other SpO2 scale: else the score would be of the
 * old one until somebody measures again. There are no catch-up vectors and none of a discharged
 * patient.
 *
 * <p>Which stay something belongs to is where it stands in the log. The time of an admission is
 * what somebody entered, and may lie before the discharge of the stay before: only features are
 * made of it.
 */
public final class FeatureFold implements PatientFold<PatientFeatures, FeatureOutput> {
  /**
   * What is kept, but for the baseline of an admitted patient, goes this long after the last used
   * reading or the discharge. By then it can't change any more and belongs to the baseline: its two
   * hours have ended over 24 h ago, even if the device's clock was a minute ahead.
   */
  public static final long KEPT_SECONDS = 27 * 3_600L;

  /** The baseline of an admitted patient goes this long after the last used reading. */
  public static final long BASELINE_SECONDS = 9 * 86_400L;

  private static final String VECTOR = "vector";
  private static final String FORGET = "forget";

  private final FeatureSettings settings;
  private final FeatureCatalogue catalogue = FeatureCatalogue.instance();

  public FeatureFold(FeatureSettings settings) {
    this.settings = requireNonNull(settings, "settings is null");
  }

  @Override
  public Set<RecordType> reads() {
    return Set.of(RecordType.READINGS, RecordType.CONTEXT);
  }

  @Override
  public void apply(PatientFeatures state, PatientRecord record, Step<FeatureOutput> step) {
    state.head().patient(record.patient());
    if (record instanceof Readings readings) {
      apply(state, readings, step);
    } else if (record instanceof ContextChange change) {
      apply(state.head(), change.context(), step);
    }
  }

  @Override
  public void due(PatientFeatures state, Deadline deadline, Step<FeatureOutput> step) {
    if (deadline.kind().equals(VECTOR)) {
      state.head().vectorDue(FeatureHead.NEVER);
      state.head().lastVector(step.now());
      step.emit(new VectorOut(vector(state, step.now())));
    } else {
      forgetIfSilent(state, step);
    }
  }

  private void apply(PatientFeatures state, Readings readings, Step<FeatureOutput> step) {
    // Few and short: a record holds what one device measured at one moment.
    List<VitalState> touched = new ArrayList<>();
    JudgedCounts counts = new JudgedCounts();
    boolean bandCrossed = false;
    long newest = FeatureHead.NEVER;
    for (Reading reading : readings.readings()) {
      VitalState vital = touched(touched, reading.vital(), state.vitals());
      Judgement judgement = vital.apply(reading, step.now());
      counts.add(judgement);
      if (judgement == Judgement.USED) {
        state.head().addVital(reading.vital());
        newest = Math.max(newest, reading.measured());
        bandCrossed |= vital.crossesBand();
      }
    }
    touched.forEach(VitalState::save);
    Judged judged = counts.judged();
    step.emit(judged);
    if (judged.used() > 0) {
      heard(state.head(), step);
      if (!state.head().isDischarged()) {
        mark(state.head(), bandCrossed, step);
      } else if (newest >= state.head().lastVector()) {
        state.head().lastVector(FeatureHead.NEVER);
      }
    }
  }

  private VitalState touched(List<VitalState> touched, String vital, VitalParts parts) {
    for (VitalState known : touched) {
      if (known.vital().equals(vital)) {
        return known;
      }
    }
    VitalState opened = open(vital, parts);
    touched.add(opened);
    return opened;
  }

  private VitalState open(String vital, VitalParts parts) {
    return VitalState.open(vital, catalogue.of(vital).scale(), parts);
  }

  private void mark(FeatureHead head, boolean bandCrossed, Step<FeatureOutput> step) {
    long due = step.now() + 1;
    if (head.lastVector() != FeatureHead.NEVER) {
      due = Math.max(due, head.lastVector() + settings.distance(bandCrossed));
    }
    if (head.vectorDue() == FeatureHead.NEVER || due < head.vectorDue()) {
      head.vectorDue(due);
      step.schedule(due, VECTOR, "");
    }
  }

  private void apply(FeatureHead head, PatientContext context, Step<FeatureOutput> step) {
    Statics known = head.statics();
    if (known != null && context.version() <= known.version()) {
      return;
    }
    Statics newer = Statics.of(context);
    head.statics(newer);
    if (newer.discharged()) {
      end(head, context, step);
    } else if (known != null && newer.isOtherStay(known)) {
      begin(head, known, step);
    } else if (known != null && newer.changes(known) && isHeardOf(head, step.now())) {
      mark(head, false, step);
    }
  }

  private static void end(FeatureHead head, PatientContext context, Step<FeatureOutput> step) {
    head.vectorDue(FeatureHead.NEVER);
    step.cancel(VECTOR, "");
    Long discharged = context.discharged();
    head.lastVector(discharged == null ? step.now() : (long) discharged);
    heard(head, step);
  }

  /**
   * The first vector of a stay needn't wait for the last one of the stay before. Where a reading
   * was appended before the admission that it came after, it is due at once: who is measured every
   * few hours would else be scored after the next time only.
   */
  private void begin(FeatureHead head, Statics before, Step<FeatureOutput> step) {
    boolean isMeasured = before.discharged() && head.lastVector() == FeatureHead.NEVER;
    head.lastVector(FeatureHead.NEVER);
    if (isMeasured) {
      mark(head, false, step);
    }
  }

  /**
   * Of a patient who has been silent for long there is nothing to score, nor of one of whom nothing
   * has come in this stay: values of an earlier one would call somebody.
   */
  private static boolean isHeardOf(FeatureHead head, long now) {
    boolean inThisStay =
        head.lastVector() != FeatureHead.NEVER || head.vectorDue() != FeatureHead.NEVER;
    return inThisStay && now < head.lastHeard() + KEPT_SECONDS;
  }

  private static void heard(FeatureHead head, Step<FeatureOutput> step) {
    head.lastHeard(step.now());
    long due = step.now() + KEPT_SECONDS;
    if (head.forgetDue() == FeatureHead.NEVER || head.forgetDue() > due) {
      scheduleForget(head, due, step);
    }
  }

  private static void scheduleForget(FeatureHead head, long due, Step<FeatureOutput> step) {
    head.forgetDue(due);
    step.schedule(due, FORGET, "");
  }

  /**
   * The deadline isn't moved with every reading; it looks here whether it came too early. Of an
   * admitted patient the context stays, or a wearable put on again would be scored without the
   * patient's age, and for as long as it may count, the baseline.
   */
  private void forgetIfSilent(PatientFeatures state, Step<FeatureOutput> step) {
    FeatureHead head = state.head();
    if (step.now() < head.lastHeard() + KEPT_SECONDS) {
      scheduleForget(head, head.lastHeard() + KEPT_SECONDS, step);
    } else if (!head.isAdmitted()) {
      step.forget();
    } else if (step.now() < head.lastHeard() + BASELINE_SECONDS) {
      head.vitals().forEach(id -> open(id, state.vitals()).retire(step.now()));
      scheduleForget(head, head.lastHeard() + BASELINE_SECONDS, step);
    } else {
      head.vitals().forEach(id -> VitalPast.forget(id, state.vitals()));
      head.forgetVitals();
      head.forgetDue(FeatureHead.NEVER);
    }
  }

  /** Everything that is known of a patient at an instant. */
  FeatureVector vector(PatientFeatures state, long now) {
    FeatureRow row = new FeatureRow(catalogue);
    Statics statics = state.head().statics();
    if (statics != null) {
      statics.addTo(row, now);
    }
    Map<String, VitalState> vitals = new TreeMap<>();
    long measuredEnd = 0;
    for (String id : state.head().vitals()) {
      VitalState vital = open(id, state.vitals());
      vitals.put(id, vital);
      catalogue.of(id).addTo(row, vital, now);
      measuredEnd = Math.max(measuredEnd, measuredEnd(vital.latest()));
    }
    AcrossVitals.addTo(row, vitals, now);
    return row.vector(state.head().patient(), measuredEnd, now);
  }

  private static long measuredEnd(@Nullable Latest latest) {
    return latest == null ? 0 : latest.measured();
  }
}
