package dev.vigil.dashboard.models;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.bundles.BundleException;
import dev.vigil.models.bundles.Bundles;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** From which risk on bundles decide. Each is opened once; not for several threads at once. */
final class Thresholds {
  private final ModelLog log;
  private final Map<String, Optional<Double>> known = new HashMap<>();

  Thresholds(ModelLog log) {
    this.log = requireNonNull(log, "log is null");
  }

  /** Takes note of a bundle that somebody has at hand. */
  void add(String bundle, byte[] bytes) {
    known.computeIfAbsent(bundle, id -> threshold(bytes));
  }

  /**
   * Of a bundle, 0 to 1; null where it predicts no risk, isn't there, or can't be used, which its
   * job says too.
   */
  @Nullable Double of(String bundle) {
    if (!known.containsKey(bundle)) {
      log.find(bundle).ifPresent(bytes -> add(bundle, bytes));
    }
    return known.getOrDefault(bundle, Optional.empty()).orElse(null);
  }

  private static Optional<Double> threshold(byte[] bytes) {
    try {
      return Optional.ofNullable(Bundles.riskThreshold(bytes));
    } catch (BundleException e) {
      return Optional.empty();
    }
  }
}
