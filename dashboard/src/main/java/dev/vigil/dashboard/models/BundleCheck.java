package dev.vigil.dashboard.models;

import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.models.bundles.BundleException;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.scores.Model;
import java.util.List;

/** Whether a bundle can be used here: it is loaded wholly, as its job will do. */
final class BundleCheck {
  private BundleCheck() {}

  /**
   * The versions in a bundle.
   *
   * @throws RefusedException if it can't be used
   */
  static List<ModelVersion> versions(byte[] bundle) {
    try {
      return Bundles.open(bundle).stream().map(BundleCheck::version).toList();
    } catch (BundleException e) {
      throw new RefusedException(
          RefusedException.Kind.INVALID,
          "the bundle is refused (" + e.reason() + "): " + e.getMessage(),
          "a bundle that this Vigil can load",
          remedy(e.reason()));
    }
  }

  private static ModelVersion version(Model model) {
    return new ModelVersion(model.name(), model.version());
  }

  private static String remedy(String reason) {
    return switch (reason) {
      case "unknown-format", "unknown-kind", "unknown-version" ->
          "Update this Vigil, or write the bundle with its version.";
      case "feature-differs", "manifest-differs" ->
          "Train or import the model anew with this Vigil's features.";
      case "runtime-missing" -> "Add the runtime to this Vigil, or train another kind of model.";
      default -> "Look at the file with ./vigil model show --bundle FILE, and fetch it again.";
    };
  }
}
