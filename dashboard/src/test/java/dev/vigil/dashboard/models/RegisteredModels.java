package dev.vigil.dashboard.models;

import static dev.vigil.dashboard.models.TinyBundles.MODEL;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.schemas.BacktestProof;
import dev.vigil.schemas.fold.Ticks.World;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** A registry of models before a ledger in memory, at a time that a test sets. */
abstract class RegisteredModels {
  static final long NOW = 1_000_000;
  static final String BY = "anna";
  static final Reason USUAL = new Reason(null);
  static final Reason WHY = new Reason("a test");
  long now = NOW;
  Map<String, ModelJobs.Health> health = Map.of();
  final InMemoryModelLog log = new InMemoryModelLog(() -> now);

  final ModelRegistry models =
      log.registry(
          World.REAL_TIME,
          bundles -> health.isEmpty() ? InMemoryModelLog.allRun().of(bundles) : health);

  String deployed(String version) {
    byte[] bundle = TinyBundles.version(version);
    String id = Bundles.id(bundle);
    models.upload(id, bundle);
    models.deploy(id, USUAL, BY);
    return id;
  }

  static byte[] recalibrated(String version) {
    return TinyBundles.version(version, 0.25);
  }

  Change promote(String version, Integer percent, String because, BacktestProof proof) {
    return models.promote(version(version), new Promotion(percent, because, proof), BY);
  }

  Change rollback(String from) {
    return models.rollback(MODEL, new Rollback(from, null), BY);
  }

  static ModelVersion version(String version) {
    return new ModelVersion(MODEL, version);
  }

  static void assertRefused(int status, String error, ThrowingCallable call) {
    assertThatThrownBy(call)
        .hasMessageContaining(error)
        .asInstanceOf(type(RefusedException.class))
        .satisfies(
            refused -> {
              assertThat(refused.kind().status()).isEqualTo(status);
              assertThat(refused.remedy()).isNotBlank();
            });
  }
}
