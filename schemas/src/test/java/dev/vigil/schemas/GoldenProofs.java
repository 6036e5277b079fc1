package dev.vigil.schemas;

import static dev.vigil.schemas.GoldenMessages.NOON;
import static dev.vigil.schemas.GoldenMessages.hash;

import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.vigil.schemas.BacktestProof.Agreement;
import dev.vigil.schemas.BacktestProof.Basis;
import dev.vigil.schemas.BacktestProof.Bound;
import dev.vigil.schemas.BacktestProof.Figure;
import dev.vigil.schemas.BacktestProof.Gate;
import dev.vigil.schemas.BacktestProof.Interval;
import dev.vigil.schemas.BacktestProof.Kind;
import dev.vigil.schemas.BacktestProof.Live;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Proofs of backtests: one that passed on a recording, one that failed on a log. */
final class GoldenProofs {
  private GoldenProofs() {}

  static BacktestProof ofRecording() {
    return new BacktestProof(
        "sepsis-xgboost",
        "2",
        hash('b'),
        List.of(new Live("news2", "1", hash('a'))),
        new Basis(Kind.RECORDING, hash('c'), "sepsis", 2, 60, 1, null, null),
        rules(),
        new TreeMap<>(Map.of("score", 50L, "range", 8L, "not-applicable", 2L, "failed", 0L)),
        new Agreement(10, 5, 3, 42, new Interval(0.625, 0.5, 0.75), -0.25),
        new TreeMap<>(
            Map.of(
                "alerts_per_day",
                new Figure(
                    new Interval(0.5, 0.25, 1.0),
                    new Interval(0.75, 0.5, 1.25),
                    new Interval(-0.25, -0.5, 0.125)))),
        List.of(
            Gate.of("alerts per patient-day", 0.5, Bound.AT_MOST, 1),
            Gate.of("patients detected", 1, Bound.AT_LEAST, 0.5)),
        200,
        20_190_101L,
        hash('d'),
        "0.1.0");
  }

  static BacktestProof ofLog() {
    return new BacktestProof(
        "sepsis-xgboost",
        "2",
        hash('b'),
        List.of(
            new Live("sepsis-xgboost", "1", hash('a')),
            new Live("sepsis-xgboost", "1.1", hash('e'))),
        new Basis(Kind.LOG, hash('c'), null, 2, 60, 0, NOON, NOON + 216_000),
        rules(),
        new TreeMap<>(Map.of("failed", 3L)),
        new Agreement(0, 0, 0, 60, null, null),
        new TreeMap<>(
            Map.of(
                "alerts_per_day",
                new Figure(new Interval(0, null, null), null, null),
                "silent_rows",
                new Figure(null, new Interval(1e-9, null, null), null))),
        List.of(Gate.of("failed scores", 3, Bound.AT_MOST, 0)),
        200,
        20_190_101L,
        hash('d'),
        "0.1.0");
  }

  private static ArrayNode rules() {
    ArrayNode rules = Json.mapper().createArrayNode();
    rules.addObject().put("id", "sepsis-risk").put("threshold", new BigDecimal("0.04"));
    return rules;
  }
}
