package dev.vigil.system;

import dev.vigil.models.features.FeatureFold;
import dev.vigil.models.features.FeatureHead;
import dev.vigil.models.features.FeatureOutput;
import dev.vigil.models.features.FeatureOutput.VectorOut;
import dev.vigil.models.features.FeatureSettings;
import dev.vigil.models.features.InMemoryVitalParts;
import dev.vigil.models.features.PatientFeatures;
import dev.vigil.models.features.VitalPartCodec;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import dev.vigil.schemas.fold.Agenda;
import dev.vigil.schemas.fold.FoldRunner;
import dev.vigil.schemas.fold.Patient;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** One recorded patient sent through the features fold in some order, and what is kept then. */
final class FoldedRecording {
  private static final String PATIENT = "p1";

  /** What was kept at the end, by key, and the next vector. */
  record End(SortedMap<String, String> parts, String vector) {}

  private final FoldRunner<PatientFeatures, FeatureOutput> runner =
      new FoldRunner<>(new FeatureFold(FeatureSettings.PER_ROW));
  private final InMemoryVitalParts parts = new InMemoryVitalParts();
  private final KeptPatient patient = new KeptPatient(new FeatureHead(), parts);
  private long offset;
  private String lastVector = "";

  private FoldedRecording() {}

  /**
   * Folds what came in when.
   *
   * @param batches by stamp
   * @param end after the last stamp; all vital signs are read once more then
   */
  static End of(SortedMap<Long, List<Reading>> batches, long end) {
    FoldedRecording folded = new FoldedRecording();
    batches.forEach(folded::receive);
    folded.receive(end, closing(batches.values(), end));
    folded.runner.advance(folded.patient, end + 1, folded::take);
    return new End(folded.written(), folded.lastVector);
  }

  /**
   * A last look at each vital sign lets each part settle what is due. The highest plausible value
   * lies in the highest band from wherever one comes: which band is left depends on the way.
   */
  private static List<Reading> closing(Iterable<List<Reading>> batches, long end) {
    Set<String> vitals = new TreeSet<>();
    batches.forEach(batch -> batch.forEach(reading -> vitals.add(reading.vital())));
    return vitals.stream()
        .map(id -> Reading.of(id, "last-look", end, highest(VitalSigns.catalogue().get(id))))
        .toList();
  }

  private static long highest(VitalSign sign) {
    return sign.toSteps(sign.high());
  }

  /** In one message, but for the second value of one identity. */
  private void receive(long stamp, List<Reading> batch) {
    List<Reading> message = new ArrayList<>();
    List<Reading> rest = new ArrayList<>();
    Set<String> identities = new HashSet<>();
    for (Reading reading : batch) {
      boolean isNew =
          identities.add(reading.vital() + '|' + reading.sensor() + '|' + reading.measured());
      (isNew ? message : rest).add(reading);
    }
    Readings record = new Readings(PATIENT, stamp, "test", message);
    runner.record(patient, offset++, stamp, record, this::take);
    if (!rest.isEmpty()) {
      receive(stamp, rest);
    }
  }

  private void take(OutputNumber number, FeatureOutput output) {
    if (output instanceof VectorOut out) {
      lastVector = new String(LogCodec.encode(out.vector()), StandardCharsets.UTF_8);
    }
  }

  private SortedMap<String, String> written() {
    SortedMap<String, String> written = new TreeMap<>();
    parts
        .all()
        .forEach(
            (key, part) -> {
              ByteArrayOutputStream bytes = new ByteArrayOutputStream();
              try {
                VitalPartCodec.INSTANCE.write(part, new DataOutputStream(bytes));
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
              written.put(key, HexFormat.of().formatHex(bytes.toByteArray()));
            });
    return written;
  }

  /** Never forgotten: its parts are looked at from outside. */
  private static final class KeptPatient implements Patient<PatientFeatures> {
    private final PatientFeatures state;
    private final Agenda agenda = new Agenda();

    KeptPatient(FeatureHead head, InMemoryVitalParts parts) {
      state = new PatientFeatures(head, parts);
    }

    @Override
    public PatientFeatures state() {
      return state;
    }

    @Override
    public Agenda agenda() {
      return agenda;
    }

    @Override
    public void forget() {
      throw new IllegalStateException("a patient was silent for too long to be compared");
    }
  }
}
