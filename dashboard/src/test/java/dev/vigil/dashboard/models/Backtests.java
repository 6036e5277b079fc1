package dev.vigil.dashboard.models;

import dev.vigil.schemas.BacktestProof;
import dev.vigil.schemas.BacktestProof.Agreement;
import dev.vigil.schemas.BacktestProof.Basis;
import dev.vigil.schemas.BacktestProof.Bound;
import dev.vigil.schemas.BacktestProof.Gate;
import dev.vigil.schemas.BacktestProof.Kind;
import dev.vigil.schemas.Json;
import java.util.List;
import java.util.TreeMap;

/** Proofs as a backtest makes them, in what the server looks at. */
public final class Backtests {
  private Backtests() {}

  /** A proof whose only gate, at most 1 alert per patient-day, finds that many. */
  public static BacktestProof proof(ModelVersion of, String bundle, double alertsPerDay) {
    return new BacktestProof(
        of.model(),
        of.version(),
        bundle,
        List.of(),
        new Basis(Kind.RECORDING, "c".repeat(64), null, 2, 60, 0, null, null),
        Json.mapper().createArrayNode(),
        new TreeMap<>(),
        new Agreement(1, 0, 0, 59, null, null),
        new TreeMap<>(),
        List.of(Gate.of("alerts per patient-day", alertsPerDay, Bound.AT_MOST, 1)),
        100,
        1,
        "d".repeat(64),
        "0.1.0");
  }
}
