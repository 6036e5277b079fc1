package dev.vigil.app.evaluation;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.cohort.Target;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.files.BundleFile;
import dev.vigil.models.bundles.BundleException;
import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.bundles.Bundles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The models of an evaluation: that of a bundle, NEWS2, perhaps some baselines, and the ladder of
 * simpler models that came in the bundle.
 */
public final class EvaluatedModels {
  private final List<EvaluatedModel> models;
  private final Target target;
  private final BundleManifest manifest;
  private final String bundle;

  private EvaluatedModels(
      List<EvaluatedModel> models, Target target, BundleManifest manifest, String bundle) {
    this.models = List.copyOf(models);
    this.target = target;
    this.manifest = manifest;
    this.bundle = bundle;
  }

  /**
   * Opens bundles.
   *
   * @param baselines simpler models to compare with
   * @param target what the recording's labels say
   * @param threshold of the bundle's decisions; null for its own
   * @throws VigilException if one can't be read or predicts something else
   */
  public static EvaluatedModels open(
      Path bundle, List<Path> baselines, Target target, @Nullable Double threshold) {
    byte[] bytes = BundleFile.read(bundle);
    BundleManifest manifest = manifest(bundle, bytes);
    List<EvaluatedModel> models = new ArrayList<>();
    models.add(trained(bundle, bytes, target, threshold));
    if (target.isOfMonitoring()) {
      models.add(EvaluatedModel.news2());
    }
    for (Path baseline : baselines) {
      models.add(trained(baseline, BundleFile.read(baseline), target, null));
    }
    for (byte[] rung : ladder(bundle, bytes)) {
      models.add(trained(bundle, rung, target, null));
    }
    return new EvaluatedModels(models, target, manifest, Bundles.id(bytes));
  }

  private static EvaluatedModel trained(
      Path file, byte[] bytes, Target target, @Nullable Double threshold) {
    BundleManifest manifest = manifest(file, bytes);
    if (!target.label().equals(manifest.label())) {
      throw VigilException.usage(
          file
              + " predicts "
              + (manifest.label() == null ? "nothing that has a label" : manifest.label())
              + ", expected "
              + target
              + ": give --label, or the bundle of a model trained for it.");
    }
    try {
      double decides = threshold == null ? manifest.decisionThreshold() : threshold;
      return new EvaluatedModel(Bundles.open(bytes).get(0), 1, decides, true);
    } catch (BundleException e) {
      throw unusable(file, e);
    }
  }

  private static Collection<byte[]> ladder(Path file, byte[] bytes) {
    try {
      return Bundles.ladder(bytes).values();
    } catch (BundleException e) {
      throw unusable(file, e);
    }
  }

  private static BundleManifest manifest(Path file, byte[] bytes) {
    try {
      return Bundles.manifest(bytes);
    } catch (BundleException e) {
      throw unusable(file, e);
    }
  }

  private static VigilException unusable(Path file, BundleException cause) {
    return VigilException.problem(
        file + " is not a usable bundle: " + requireNonNull(cause.getMessage()) + ".", cause);
  }

  /** What all of them predict. */
  Target target() {
    return target;
  }

  List<EvaluatedModel> models() {
    return models;
  }

  /** First page of the evaluated bundle. */
  public BundleManifest manifest() {
    return manifest;
  }

  /** SHA-256 of the evaluated bundle. */
  public String bundle() {
    return bundle;
  }
}
