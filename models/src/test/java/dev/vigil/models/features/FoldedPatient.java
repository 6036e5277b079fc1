package dev.vigil.models.features;

import dev.vigil.models.features.FeatureOutput.Judged;
import dev.vigil.models.features.FeatureOutput.VectorOut;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A patient whose log is written by a test, and what the fold of features makes of it. */
abstract class FoldedPatient {
  static final long T = 1_700_000_100L;
  final List<FeatureVector> vectors = new ArrayList<>();
  final List<Judged> judged = new ArrayList<>();

  final FeatureReplay replay =
      new FeatureReplay(
          FeatureSettings.DEFAULT,
          (patient, number, output) -> {
            if (output instanceof VectorOut out) {
              vectors.add(out.vector());
            } else if (output instanceof Judged counts) {
              judged.add(counts);
            }
          });

  private long offset;

  List<Long> instants() {
    return vectors.stream().map(FeatureVector::known).toList();
  }

  void heartRate(long second, long steps) {
    fold(second, Reading.of("heart-rate", "mon-1", second, steps));
  }

  void fold(long stamp, Reading... readings) {
    fold(stamp, new Readings("p1", stamp, "test", Arrays.asList(readings)));
  }

  void fold(long stamp, PatientRecord record) {
    replay.record(new FeatureReplay.Entry(offset++, stamp, record));
  }
}
