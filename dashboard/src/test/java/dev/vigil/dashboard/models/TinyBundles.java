package dev.vigil.dashboard.models;

import dev.vigil.models.bundles.BundleException;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.risk.Calibration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Versions of a small delivered model that differ in their threshold alone. */
public final class TinyBundles {
  public static final String MODEL = "heart-disease";
  private static final Path DELIVERED = Path.of("..", "bundles", MODEL + ".zip");

  private TinyBundles() {}

  /** The bundle of one version. */
  public static byte[] version(String version) {
    return version(version, 0.5);
  }

  static byte[] version(String version, double threshold) {
    try {
      byte[] delivered = Files.readAllBytes(DELIVERED);
      return Bundles.recalibrated(delivered, version, Calibration.NONE, threshold, Map.of());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (BundleException e) {
      throw new AssertionError(e);
    }
  }
}
