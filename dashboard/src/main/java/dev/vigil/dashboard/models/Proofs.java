package dev.vigil.dashboard.models;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.schemas.BacktestProof;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.ledger.VersionStanding;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What speaks for a promotion. Proofs lie beside the bundles, each under its hash. */
final class Proofs {
  private final ModelLog log;

  Proofs(ModelLog log) {
    this.log = requireNonNull(log, "log is null");
  }

  /** A proof, or a reason in spite of one that failed or in place of one. */
  record Grounds(String because, @Nullable String proof) {}

  /** A proof that was given before; empty if the log doesn't have it. */
  Optional<BacktestProof> find(String hash) {
    return log.find(hash).flatMap(Proofs::decode);
  }

  private static Optional<BacktestProof> decode(byte[] json) {
    try {
      return Optional.of(Json.decode(json, BacktestProof.class));
    } catch (MalformedRecordException e) {
      return Optional.empty();
    }
  }

  /**
   * Judges what is given for a version; the proof is kept from then on.
   *
   * @param before hash of the last proof that was given for it; null if none was
   * @throws RefusedException if the proof is of something else, or it takes a reason that is
   *     missing
   */
  Grounds grounds(VersionStanding version, @Nullable String before, Promotion asked) {
    BacktestProof given = asked.proof();
    BacktestProof proof = given == null && before != null ? find(before).orElse(null) : given;
    if (proof == null) {
      String missing = "no proof of a backtest of " + version.own().modelVersion() + " is given";
      return new Grounds(
          asked.reason().required(missing + " (--proof FILE, as ./vigil model backtest writes it)"),
          null);
    }
    requireOf(version, proof);
    String because =
        proof.passed()
            ? asked.reason().or("promoted on its proof")
            : asked.reason().required("the backtest failed: " + failures(proof));
    if (!log.has(proof.hash())) {
      log.store(Json.encode(proof));
    }
    return new Grounds(because, proof.hash());
  }

  private static void requireOf(VersionStanding version, BacktestProof proof) {
    boolean same =
        proof.model().equals(version.own().model())
            && proof.version().equals(version.version())
            && proof.bundle().equals(version.bundle());
    if (!same) {
      throw RefusedException.conflict(
          "the proof is of " + proof.model() + ":" + proof.version() + ", bundle " + proof.bundle(),
          version.own().modelVersion() + ", bundle " + version.bundle(),
          "Backtest the bundle that was deployed, with ./vigil model backtest.");
    }
  }

  private static String failures(BacktestProof proof) {
    return proof.gates().stream()
        .filter(gate -> !gate.passed())
        .map(gate -> gate.name() + " is " + gate.value() + ", the limit is " + gate.limit())
        .collect(Collectors.joining("; "));
  }
}
