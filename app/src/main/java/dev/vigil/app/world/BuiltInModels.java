package dev.vigil.app.world;

import dev.vigil.models.bundles.BundleException;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.models.scores.Model;
import dev.vigil.schemas.Score;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The bundles that come with Vigil: the clinical scores, and the committed sepsis model. */
public final class BuiltInModels {
  /** Where {@code ./vigil model train} puts the committed model, within the module app. */
  public static final String SEPSIS = "/dev/vigil/app/bundles/sepsis-logistic.zip";

  private BuiltInModels() {}

  /** All of them. */
  public static List<byte[]> bundles() {
    List<byte[]> bundles = new ArrayList<>();
    bundles.add(Bundles.clinicalScores());
    try (InputStream in = BuiltInModels.class.getResourceAsStream(SEPSIS)) {
      if (in != null) {
        bundles.add(in.readAllBytes());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(SEPSIS + " can't be read", e);
    }
    return bundles;
  }

  /** {@code model:version} of all that is in them. */
  public static SortedSet<String> versions() {
    SortedSet<String> versions = new TreeSet<>();
    for (byte[] bundle : bundles()) {
      models(bundle).forEach(m -> versions.add(Score.modelVersion(m.name(), m.version())));
    }
    return versions;
  }

  /** Names of the parts of each clinical score: the vital signs that give its points. */
  public static Map<String, SortedSet<String>> parts() {
    Map<String, SortedSet<String>> parts = new TreeMap<>();
    for (Model model : models(Bundles.clinicalScores())) {
      SortedSet<String> names = new TreeSet<>();
      for (String feature : model.features()) {
        String vital = FeatureCatalogue.instance().vitalOf(feature);
        if (vital != null) {
          names.add(vital);
        }
      }
      parts.put(model.name(), names);
    }
    return parts;
  }

  /** What is in a bundle that was built with this Vigil. */
  public static List<Model> models(byte[] bundle) {
    try {
      return Bundles.open(bundle);
    } catch (BundleException e) {
      throw new IllegalStateException("a built-in bundle is not usable: " + e.getMessage(), e);
    }
  }

  /** The risk from which on a bundle that was built with this Vigil decides; null if none. */
  public static @Nullable Double riskThreshold(byte[] bundle) {
    try {
      return Bundles.riskThreshold(bundle);
    } catch (BundleException e) {
      throw new IllegalStateException("a built-in bundle is not usable: " + e.getMessage(), e);
    }
  }
}
