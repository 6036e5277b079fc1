package dev.vigil.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One or more messages of every kind, chosen so that every field stands in one of them. */
final class GoldenMessages {
  static final long NOON = 1_772_366_400L; // 2026-03-01T12:00:00Z

  private GoldenMessages() {}

  /**
   * A message that is kept as a file.
   *
   * @param kind names its JSON Schema
   */
  record Golden(String kind, String name, Object value) {
    String file() {
      return kind + "-" + name + ".json";
    }

    byte[] encoded() {
      return Golden.encode(value);
    }

    static byte[] encode(Object value) {
      if (value instanceof LogRecord log) {
        return LogCodec.encode(log);
      }
      return value instanceof FeatureVector vector ? LogCodec.encode(vector) : Json.encode(value);
    }

    Object decode(byte[] json) throws MalformedRecordException {
      if (value instanceof LogRecord log) {
        return LogCodec.decode(log.type(), json);
      }
      return value instanceof FeatureVector
          ? LogCodec.decodeVector(json)
          : Json.decode(json, value.getClass());
    }
  }

  static List<Golden> all() {
    return List.of(
        new Golden("readings", "device", deviceReadings()),
        new Golden("readings", "corrections", corrections()),
        new Golden("context", "full", new ContextChange(GoldenContexts.full())),
        new Golden("context", "in-hospital", new ContextChange(GoldenContexts.inHospital())),
        new Golden("context", "moved", new ContextChange(GoldenContexts.moved())),
        new Golden("context", "unknowns", new ContextChange(GoldenContexts.unknowns())),
        new Golden("command", "shelve", GoldenAlerts.shelve()),
        new Golden("command", "acknowledge", command("seen, nurse at the bed – Zürich")),
        new Golden("command", "without-reason", command(null)),
        new Golden("score", "news2", GoldenScores.news2()),
        new Golden("score", "calibrated", GoldenScores.calibrated()),
        new Golden("score", "range", GoldenScores.range()),
        new Golden("score", "not-applicable", GoldenScores.notApplicable()),
        new Golden("tick", "noon", new Tick(NOON, "gateway-1")),
        new Golden("resume", "gap", new Resume("p-001", NOON + 95)),
        new Golden("feature-vector", "five", GoldenScores.vector()),
        new Golden("alert-transition", "limit", GoldenAlerts.limitAlert()),
        new Golden("alert-transition", "escalated", GoldenAlerts.escalatedAlert()),
        new Golden("alert-transition", "shelved", GoldenAlerts.shelvedAlert()),
        new Golden("alert-transition", "score", GoldenAlerts.scoreAlert()),
        new Golden("alert-transition", "unmonitored", GoldenAlerts.unmonitoredAlert()),
        new Golden(
            "episode",
            "two",
            new Episode(
                "p-001", NOON, List.of(GoldenAlerts.scoreAlert(), GoldenAlerts.limitAlert()))),
        new Golden("ledger-entry", "built-in", GoldenLedger.builtIn()),
        new Golden("ledger-entry", "promoted", GoldenLedger.promoted()),
        new Golden("ledger-entry", "deployed", GoldenLedger.deployed()),
        new Golden("ledger-entry", "canary", GoldenLedger.canary()),
        new Golden("ledger-entry", "rolled-back", GoldenLedger.rolledBack()),
        new Golden("policy-entry", "one-rule", policy()),
        new Golden("policy-entry", "wards", policyWithWards()),
        new Golden("bundle-chunk", "second", new BundleChunk(hash('b'), 1, 2, utf8("weights"))),
        new Golden(
            "rejected", "http", new Rejected("http", "unknown-vital", NOON, null, utf8("{}"))),
        new Golden("rejected", "log", poison()),
        new Golden("heartbeat", "features", heartbeat()),
        new Golden(
            "audit-entry",
            "viewed",
            new AuditEntry(NOON, "dr.lin", "127.0.0.1", "view-patient", "p-001", 200)),
        new Golden(
            "audit-entry",
            "refused",
            new AuditEntry(NOON, "unknown", null, "sign-in-refused", null, 401)),
        new Golden("technical-alert", "raised", drift()),
        new Golden("technical-alert", "cleared", drift().cleared(NOON + 86_400, "as in training")),
        new Golden(
            "outcome", "occurred", new Outcome("p-001", "sepsis", true, NOON, "dr-1", NOON + 60)),
        new Golden(
            "feedback",
            "of-a-score",
            new Feedback(
                "5f3a1c0b9d2e4f67",
                "news2-urgent",
                "A",
                "news2:2017.1",
                Feedback.Verdict.NOT_USEFUL,
                "n-1",
                NOON)),
        new Golden("drill-entry", "started", drillStarted()),
        new Golden(
            "drill-entry", "ended", DrillEntry.ended("drill-7", NOON + 900, "dr.lin", "over")),
        new Golden(
            "drill-entry",
            "reported",
            DrillEntry.reported(
                "drill-7",
                NOON + 902,
                "drill",
                Json.mapper().createObjectNode().put("over", true))),
        new Golden("notifier-state", "well", new NotifierState(NOON, null, List.of(), List.of())),
        new Golden("notifier-state", "in-trouble", GoldenDeliveries.inTrouble()),
        new Golden("delivery-note", "result", GoldenDeliveries.result()),
        new Golden("delivery-note", "letter", GoldenDeliveries.letter()),
        new Golden("supervisor-state", "well", GoldenSupervision.well()),
        new Golden("supervisor-state", "in-trouble", GoldenSupervision.inTrouble()),
        new Golden(
            "redrive-request",
            "two",
            new RedriveRequest("r-1", "email", List.of("a-1/1", "a-1/2"), NOON, null)),
        new Golden(
            "redrive-request",
            "closing",
            new RedriveRequest(
                "r-2",
                "fhir",
                List.of("a-1/1"),
                NOON,
                new RedriveRequest.Closing("admin", "told by phone"))),
        new Golden("backtest-proof", "recording", GoldenProofs.ofRecording()),
        new Golden("backtest-proof", "log", GoldenProofs.ofLog()));
  }

  private static DrillEntry drillStarted() {
    return DrillEntry.started(
        "drill-7",
        NOON,
        "dr.lin",
        "new colleagues",
        new DrillEntry.Plan("training", "sepsis", 4, 2, 42, "drill-7-03", NOON + 60));
  }

  static Readings deviceReadings() {
    return new Readings(
        "p-001",
        NOON + 1,
        "http",
        List.of(
            Reading.of("heart-rate", "mon-12", NOON, 720),
            Reading.of("spo2", "mon-12", NOON, 965),
            Reading.of("body-temperature", "mon-12", NOON - 30, 3_672),
            Reading.of("base-excess", "lab-1", NOON - 3_600, -15)));
  }

  private static Readings corrections() {
    return new Readings(
        "p-002",
        NOON + 2,
        "inbox",
        List.of(
            new Reading("heart-rate", "mon-12", NOON, 820, Reading.Status.CORRECTED, 2, null),
            new Reading("spo2", "mon-12", NOON, 0, Reading.Status.WITHDRAWN, 3, null),
            new Reading(
                "consciousness", Reading.MANUAL, NOON, 1, Reading.Status.FINAL, 1, "nurse-7")));
  }

  private static Command command(String because) {
    return new Command("p-001", "c-1", Command.Kind.ACKNOWLEDGE, "a-1", 2, "nurse-7", because);
  }

  private static PolicyEntry policy() {
    ArrayNode rules = Json.mapper().createArrayNode();
    rules
        .addObject()
        .put("id", "hr-high")
        .put("delaySeconds", 30)
        .put("high", new BigDecimal("130.5"));
    return new PolicyEntry(1, Long.MIN_VALUE, "vigil", "default rules", rules);
  }

  private static PolicyEntry policyWithWards() {
    ArrayNode wards = Json.mapper().createArrayNode();
    wards.addObject().put("ward", "ward-3").put("zone", "Europe/Zurich");
    return new PolicyEntry(2, NOON, "lead", "rota of March", policy().rules(), wards);
  }

  private static Rejected poison() {
    return new Rejected("log", "malformed", NOON, "vigil.patients-3@4711", new byte[] {0, -1, 10});
  }

  private static Heartbeat heartbeat() {
    return new Heartbeat(
        "job-features", 0, 2, NOON, new TreeMap<>(Map.of("vectors", 12L, "late-duplicate", 0L)));
  }

  private static TechnicalAlert drift() {
    return TechnicalAlert.raised(
        null,
        "model/sepsis:3",
        "input-drift",
        Priority.LOW,
        NOON,
        "2 of 40 inputs are distributed otherwise than in training",
        "See ./vigil model show sepsis:3.");
  }

  static String hash(char digit) {
    return String.valueOf(digit).repeat(64);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }
}
