package dev.vigil.models.training;

import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.risk.Predictor;
import java.util.SortedMap;

/** A way to learn a risk from rows. The same rows and settings give the same bytes. */
public interface Learner {
  /** What a bundle of it is called. */
  BundleManifest.Kind kind();

  /** The declared policy for unknown values, for the bundle's manifest. */
  String missingValues();

  /** Its settings and the library's version, by name, for the bundle's provenance. */
  SortedMap<String, String> settings();

  /** A cheaper version of it. */
  default Learner draft() {
    return this;
  }

  /**
   * Good enough to tell what a set of inputs is worth: as cheap as a draft, and none of the inputs
   * is hidden from it.
   */
  default Learner rung() {
    return draft();
  }

  /** A version as cheap or cheaper still, good enough to choose settings and a threshold by. */
  default Learner sketch() {
    return draft();
  }

  /**
   * The same for fewer rows: what is counted in rows shrinks with them, so that it is as ready to
   * learn something from them as from all.
   *
   * @param share of the rows, above 0
   */
  default Learner forFewer(double share) {
    return this;
  }

  /**
   * Learns.
   *
   * @param table with rows of both labels
   * @param source of the rows in words, for a library's own provenance
   */
  Learned learn(TrainingTable table, String source, Progress progress);

  /**
   * What was learned.
   *
   * @param predictor as it will serve
   * @param files that give the same predictor again
   */
  record Learned(Predictor predictor, SortedMap<String, byte[]> files) {}
}
