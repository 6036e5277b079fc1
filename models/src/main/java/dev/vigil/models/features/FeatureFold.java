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
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The feature engine as a fold over one patient's log: readings go in, judgements and feature
 * vectors come out. A used reading marks the patient; one vector goes out in the next second if the
 * last one is at least the interval old, else when it is, and within a second (at most every 5 s)
 * when the latest value of a vital sign came into another band. There are no catch-up vectors and
 * none of a discharged patient.
 */
public final class FeatureFold implements PatientFold<PatientFeatures, FeatureOutput> {
  /** What is kept goes this long after the last used reading or the discharge. */
  public static final long KEPT_SECONDS = 25 * 3_600L;

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
    Map<String, VitalState> touched = new TreeMap<>();
    Map<Judgement, Integer> counts = new EnumMap<>(Judgement.class);
    boolean bandCrossed = false;
    for (Reading reading : readings.readings()) {
      VitalState vital =
          touched.computeIfAbsent(reading.vital(), id -> stateOf(state.vitals(), id));
      Judgement judgement = vital.apply(reading, step.now());
      counts.merge(judgement, 1, Integer::sum);
      bandCrossed |=
          judgement == Judgement.USED && vital.crossesBand(catalogue.of(reading.vital()).bands());
    }
    touched.forEach(
        (id, vital) -> {
          if (!vital.isEmpty()) {
            state.vitals().put(id, vital);
          }
        });
    step.emit(Judged.of(counts));
    if (counts.containsKey(Judgement.USED)) {
      heard(state.head(), step);
      mark(state.head(), bandCrossed, step);
    }
  }

  private static VitalState stateOf(VitalStates vitals, String id) {
    VitalState known = vitals.get(id);
    return known == null ? new VitalState() : known;
  }

  private void mark(FeatureHead head, boolean bandCrossed, Step<FeatureOutput> step) {
    if (head.isDischarged()) {
      return;
    }
    long due = step.now() + 1;
    if (head.lastVector() != FeatureHead.NEVER) {
      due = Math.max(due, head.lastVector() + settings.distance(bandCrossed));
    }
    if (head.vectorDue() == FeatureHead.NEVER || due < head.vectorDue()) {
      head.vectorDue(due);
      step.schedule(due, VECTOR, "");
    }
  }

  private static void apply(FeatureHead head, PatientContext context, Step<FeatureOutput> step) {
    Statics known = head.statics();
    if (known != null && context.version() <= known.version()) {
      return;
    }
    head.statics(Statics.of(context));
    if (head.isDischarged()) {
      head.vectorDue(FeatureHead.NEVER);
      step.cancel(VECTOR, "");
      heard(head, step);
    }
  }

  private static void heard(FeatureHead head, Step<FeatureOutput> step) {
    head.lastHeard(step.now());
    if (head.forgetDue() == FeatureHead.NEVER) {
      scheduleForget(head, step);
    }
  }

  private static void scheduleForget(FeatureHead head, Step<FeatureOutput> step) {
    head.forgetDue(head.lastHeard() + KEPT_SECONDS);
    step.schedule(head.forgetDue(), FORGET, "");
  }

  /** The deadline isn't moved with every reading; it looks here whether it came too early. */
  private static void forgetIfSilent(PatientFeatures state, Step<FeatureOutput> step) {
    FeatureHead head = state.head();
    if (step.now() < head.lastHeard() + KEPT_SECONDS) {
      scheduleForget(head, step);
    } else if (head.isAdmitted()) {
      // The context stays, or a wearable put on again would be scored without the patient's age.
      state.vitals().clear();
      head.forgetDue(FeatureHead.NEVER);
    } else {
      step.forget();
    }
  }

  private FeatureVector vector(PatientFeatures state, long now) {
    SortedMap<String, Double> values = new TreeMap<>();
    Statics statics = state.head().statics();
    if (statics != null) {
      statics.addTo(values, now);
    }
    long measuredEnd = 0;
    for (String id : state.vitals().names()) {
      VitalState vital = state.vitals().get(id);
      if (vital != null) {
        catalogue.of(id).addTo(values, vital, now);
        measuredEnd = Math.max(measuredEnd, measuredEnd(vital.latest()));
      }
    }
    return new FeatureVector(state.head().patient(), catalogue.hash(), measuredEnd, now, values);
  }

  private static long measuredEnd(@Nullable Latest latest) {
    return latest == null ? 0 : latest.measured();
  }
}
