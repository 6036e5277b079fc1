package dev.vigil.jobs.scoring;

import dev.vigil.models.bundles.BundleException;
import dev.vigil.models.scores.Model;
import java.io.Serializable;
import java.util.List;

/** Opens the models of one bundle, in the task that scores by them. */
@FunctionalInterface
public interface ModelSource extends Serializable {
  /**
   * The models, at least one.
   *
   * @throws BundleException if the bundle is missing, damaged or made for another Vigil; the job
   *     ends with this reason
   */
  List<Model> open() throws BundleException;
}
