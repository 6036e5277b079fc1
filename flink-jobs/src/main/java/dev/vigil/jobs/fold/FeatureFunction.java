package dev.vigil.jobs.fold;

import dev.vigil.jobs.log.OutgoingRecord;
import dev.vigil.models.features.FeatureFold;
import dev.vigil.models.features.FeatureHead;
import dev.vigil.models.features.FeatureHeadCodec;
import dev.vigil.models.features.FeatureOutput;
import dev.vigil.models.features.FeatureSettings;
import dev.vigil.models.features.PatientFeatures;
import dev.vigil.models.features.VitalPart;
import dev.vigil.models.features.VitalPartCodec;
import dev.vigil.models.features.VitalParts;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Topics;
import dev.vigil.schemas.fold.PatientFold;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.apache.flink.api.common.typeutils.base.StringSerializer;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/** The features job's fold: readings and contexts to feature vectors. */
public final class FeatureFunction extends FoldFunction<PatientFeatures, FeatureOutput> {
  private static final long serialVersionUID = 1L;

  private final int intervalSeconds;

  /**
   * The fold with one setting.
   *
   * @param intervalSeconds shortest time between two vectors of a patient, unless a band is crossed
   */
  public FeatureFunction(int intervalSeconds) {
    this.intervalSeconds = intervalSeconds;
  }

  @Override
  PatientFold<PatientFeatures, FeatureOutput> openFold() {
    return new FeatureFold(new FeatureSettings(intervalSeconds, false));
  }

  @Override
  KeyedPatient<PatientFeatures> openPatient() {
    return new InKeyedState(getRuntimeContext());
  }

  @Override
  void leave(String patientId, OutputNumber number, FeatureOutput output, Collector<Emission> out) {
    if (output instanceof FeatureOutput.VectorOut due) {
      byte[] json = LogCodec.encode(due.vector());
      out.collect(
          Emission.sent(
              Counts.VECTORS, OutgoingRecord.numbered(Topics.FEATURES, patientId, number, json)));
    } else if (output instanceof FeatureOutput.Judged judged) {
      count(out, Counts.USED, judged.used());
      count(out, Counts.LATE_DUPLICATE, judged.lateDuplicate());
      count(out, Counts.CONFLICT, judged.conflict());
      count(out, Counts.TOO_LATE, judged.tooLate());
      count(out, Counts.FUTURE, judged.future());
      count(out, Counts.CORRECTION_WITHOUT_RAW, judged.correctionWithoutRaw());
      count(out, Counts.THINNED, judged.thinned());
    }
  }

  private static void count(Collector<Emission> out, String name, int by) {
    if (by > 0) {
      out.collect(Emission.counted(name, by));
    }
  }

  /** Those it reads, and unknown ones. */
  @Override
  boolean deadLetters(@Nullable RecordType type) {
    return type == null || type == RecordType.READINGS || type == RecordType.CONTEXT;
  }

  /**
   * The head in one state, the vital signs in another, in parts, so that one reading touches few of
   * them.
   */
  private static final class InKeyedState extends KeyedPatient<PatientFeatures> {
    private final ValueState<FeatureHead> head;
    private final MapState<String, VitalPart> vitals;

    InKeyedState(RuntimeContext context) {
      super(context);
      head =
          context.getState(
              new ValueStateDescriptor<>("head", new CodecSerializer<>(FeatureHeadCodec.INSTANCE)));
      vitals =
          context.getMapState(
              new MapStateDescriptor<>(
                  "vitals",
                  StringSerializer.INSTANCE,
                  new CodecSerializer<>(VitalPartCodec.INSTANCE)));
    }

    @Override
    PatientFeatures load(String patientId) throws Exception {
      FeatureHead kept = head.value();
      return new PatientFeatures(kept == null ? new FeatureHead() : kept, new Vitals(vitals));
    }

    @Override
    void save(PatientFeatures changed) throws Exception {
      head.update(changed.head());
    }

    @Override
    void clear() {
      head.clear();
      vitals.clear();
    }
  }

  private record Vitals(MapState<String, VitalPart> map) implements VitalParts {
    @Override
    public @Nullable VitalPart get(String key) {
      return KeyedPatient.<@Nullable VitalPart>reach(() -> map.get(key));
    }

    @Override
    public void put(String key, VitalPart part) {
      KeyedPatient.<@Nullable Void>reach(
          () -> {
            map.put(key, part);
            return null;
          });
    }

    @Override
    public void remove(String key) {
      KeyedPatient.<@Nullable Void>reach(
          () -> {
            map.remove(key);
            return null;
          });
    }
  }
}
