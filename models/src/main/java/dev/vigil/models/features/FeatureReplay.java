package dev.vigil.models.features;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.features.FeatureOutput.VectorOut;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.fold.FoldRunner;
import dev.vigil.schemas.fold.InMemoryPatient;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The features job without a cluster: the same fold over the same records gives the same outputs
 * with the same numbers. Training and {@code verify} use it.
 */
public final class FeatureReplay {
  /** One record of the patient log with its place and its stamp. */
  public record Entry(long offset, long stamp, PatientRecord record) {
    public Entry {
      requireNonNull(record, "record is null");
    }
  }

  /** Takes outputs in the order of each patient's numbers. */
  @FunctionalInterface
  public interface Sink {
    void accept(String patient, OutputNumber number, FeatureOutput output);
  }

  private final FeatureFold fold;
  private final FoldRunner<PatientFeatures, FeatureOutput> runner;
  private final TreeMap<String, InMemoryPatient<PatientFeatures>> patients = new TreeMap<>();
  private final Sink sink;

  public FeatureReplay(FeatureSettings settings, Sink sink) {
    this.fold = new FeatureFold(settings);
    this.runner = new FoldRunner<>(fold);
    this.sink = requireNonNull(sink, "sink is null");
  }

  /** Folds one record; those of one patient come with rising offsets and stamps. */
  public void record(Entry entry) {
    String id = entry.record().patient();
    InMemoryPatient<PatientFeatures> patient =
        patients.computeIfAbsent(id, unknown -> new InMemoryPatient<>(PatientFeatures::new));
    runner.record(
        patient,
        entry.offset(),
        entry.stamp(),
        entry.record(),
        (number, output) -> sink.accept(id, number, output));
  }

  /** Runs what is due up to and including {@code now}, patient by patient. */
  public void advance(long now) {
    patients.forEach(
        (id, patient) ->
            runner.advance(patient, now, (number, output) -> sink.accept(id, number, output)));
  }

  /**
   * What a vector would say of a patient, whether one is due or not; changes nothing.
   *
   * @param now not earlier than what was run last
   */
  public FeatureVector ask(String id, long now) {
    InMemoryPatient<PatientFeatures> patient = patients.get(id);
    if (patient == null) {
      throw new IllegalArgumentException(
          "patient " + id + " is in no record so far, expected one to ask about");
    }
    return fold.vector(patient.state(), now);
  }

  /** The vectors of a whole log, up to and including the instant {@code until}. */
  public static List<FeatureVector> vectors(
      FeatureSettings settings, Iterable<Entry> log, long until) {
    List<FeatureVector> vectors = new ArrayList<>();
    FeatureReplay replay =
        new FeatureReplay(
            settings,
            (patient, number, output) -> {
              if (output instanceof VectorOut out) {
                vectors.add(out.vector());
              }
            });
    log.forEach(replay::record);
    replay.advance(until);
    return vectors;
  }
}
