package dev.vigil.app.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.alerting.AlertFold;
import dev.vigil.alerting.AlertOutput;
import dev.vigil.alerting.Governance;
import dev.vigil.alerting.PatientAlerts;
import dev.vigil.alerting.rules.DefaultPolicy;
import dev.vigil.alerting.rules.Policy;
import dev.vigil.alerting.rules.RefusedPolicyException;
import dev.vigil.app.backtest.Rehearsal;
import dev.vigil.app.verify.Refold;
import dev.vigil.models.features.FeatureSettings;
import dev.vigil.models.scores.Answer;
import dev.vigil.models.scores.Model;
import dev.vigil.models.scores.News2;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.ContextChange;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.VitalSigns;
import dev.vigil.simulator.OutgoingReading;
import dev.vigil.simulator.ward.Scenario;
import dev.vigil.simulator.ward.SimulatedWard;
import dev.vigil.simulator.ward.Truth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;

/** One simulated ward with artefacts, judged by the default rules and by naive ones. */
final class AlarmWard {
  private static final int PATIENTS = 12;
  private static final long SECONDS = 3 * 3600;
  private static final long START = 1_800_000_000;
  private static final double DAY = 86_400;

  /** What the naive ward has too; no device speaks of itself here. */
  private static final Set<String> KINDS = Set.of("limit", "unmonitored");

  /** The default rule for 3 points in any one parameter of NEWS2. */
  private static final String SINGLE = "news2-single";

  private final Refold<PatientAlerts, AlertOutput> fold;
  private final Map<String, List<Long>> calls = new HashMap<>();
  private final Map<String, Integer> byRule = new HashMap<>();
  private int count;

  private AlarmWard(Policy policy) {
    fold =
        new Refold<>(new AlertFold(new Rules(policy)), PatientAlerts::empty, (p, n, o) -> take(o));
  }

  /**
   * What came of one ward.
   *
   * @param withNews2 calls of the default rules with those of NEWS2
   * @param withoutSingle the same without the rule for a single parameter
   * @param byRule {@code withNews2}, by the rule that led when the alert called
   * @param events true events that ended within the time
   * @param lost those of them that no limit of the default rules called for
   * @param delays seconds by which the default rules' first call came after the naive one's
   */
  record Counted(
      int naive,
      int byDefault,
      int withNews2,
      int withoutSingle,
      Map<String, Integer> byRule,
      int events,
      int lost,
      List<Double> delays) {
    double ratio() {
      return naive / (double) Math.max(1, byDefault);
    }

    double ratioWithNews2() {
      return naive / (double) Math.max(1, withNews2);
    }

    double naivePerDay() {
      return perDay(naive);
    }

    double defaultPerDay() {
      return perDay(byDefault);
    }

    double withNews2PerDay() {
      return perDay(withNews2);
    }

    double withoutSinglePerDay() {
      return perDay(withoutSingle);
    }

    double perDayOf(String rule) {
      return perDay(byRule.getOrDefault(rule, 0));
    }

    private static double perDay(int calls) {
      return calls * DAY / SECONDS / PATIENTS;
    }
  }

  /** Simulates it; all of it follows from the seed. */
  static Counted count(long seed) {
    SimulatedWard ward = new SimulatedWard(seed, PATIENTS, START, true);
    Wards wards = new Wards();
    Rehearsal rehearsal = new Rehearsal(FeatureSettings.DEFAULT, wards::scored);
    Map<String, String> patients = new HashMap<>();
    for (PatientContext context : ward.contexts()) {
      context.devices().forEach(device -> patients.put(device.device(), context.patient()));
      ContextChange change = new ContextChange(context);
      wards.record(rehearsal.record(START, change), START, change);
    }
    for (long second = START; second < START + SECONDS; second++) {
      for (List<OutgoingReading> message : ward.messages(second)) {
        Readings readings = readings(message, patients, second);
        wards.record(rehearsal.record(second, readings), second, readings);
      }
    }
    rehearsal.finish(START + SECONDS);
    wards.all.forEach(each -> each.fold.finish(START + SECONDS));
    return compare(wards, ward);
  }

  /** The same ward by each set of rules, with NEWS2 scored as its job does. */
  private static final class Wards {
    private final AlarmWard naive = new AlarmWard(policy(true));
    private final AlarmWard byDefault = new AlarmWard(policy(false));
    private final AlarmWard withNews2 = new AlarmWard(withNews2(rule -> true));
    private final AlarmWard withoutSingle = new AlarmWard(withNews2(rule -> !rule.equals(SINGLE)));
    private final List<AlarmWard> all = List.of(naive, byDefault, withNews2, withoutSingle);
    private final Model news2 = new News2();

    void record(long offset, long second, PatientRecord record) {
      all.forEach(each -> each.fold.record(offset, second, record));
    }

    void scored(long offset, OutputNumber number, FeatureVector vector) {
      record(offset, vector.known(), Answer.of(news2, vector, number).score());
    }
  }

  private static Counted compare(Wards wards, SimulatedWard ward) {
    int events = 0;
    int lost = 0;
    List<Double> delays = new ArrayList<>();
    for (Truth truth : ward.truth(START, START + SECONDS)) {
      // A probe that is off is no event of the patient's.
      if (truth.over() <= START + SECONDS && truth.scenario() != Scenario.SENSOR_OFF) {
        events++;
        OptionalLong soonest = wards.naive.firstCall(truth);
        OptionalLong told = wards.byDefault.firstCall(truth);
        lost += told.isEmpty() ? 1 : 0;
        if (told.isPresent() && soonest.isPresent()) {
          delays.add((double) (told.getAsLong() - soonest.getAsLong()));
        }
      }
    }
    return new Counted(
        wards.naive.count,
        wards.byDefault.count,
        wards.withNews2.count,
        wards.withoutSingle.count,
        Map.copyOf(wards.withNews2.byRule),
        events,
        lost,
        delays);
  }

  private OptionalLong firstCall(Truth truth) {
    return calls.getOrDefault(truth.patient(), List.of()).stream()
        .mapToLong(Long::longValue)
        .filter(truth::covers)
        .findFirst();
  }

  private void take(AlertOutput output) {
    if (output instanceof AlertOutput.Transition changed) {
      AlertTransition transition = changed.transition();
      if (transition.cause() == Cause.RAISED || transition.cause() == Cause.STEPPED_UP) {
        count++;
        byRule.merge(transition.rule(), 1, Integer::sum);
        if (transition.kind() == AlertTransition.Kind.LIMIT) {
          calls
              .computeIfAbsent(transition.patient(), id -> new ArrayList<>())
              .add(transition.decided());
        }
      }
    }
  }

  private static Readings readings(
      List<OutgoingReading> message, Map<String, String> patients, long second) {
    List<Reading> readings = new ArrayList<>();
    String patient = "";
    for (OutgoingReading sent : message) {
      String device = sent.device();
      patient = sent.patient() == null ? patients.getOrDefault(device, patient) : sent.patient();
      String sensor = device == null ? Reading.MANUAL : device;
      long steps = VitalSigns.catalogue().get(sent.vital()).toSteps(sent.value());
      readings.add(Reading.of(sent.vital(), sensor, sent.measured(), steps));
    }
    return new Readings(patient, second, "simulator", readings);
  }

  /** The default rules of limits and silence; naive ones have neither delay nor hysteresis. */
  private static Policy policy(boolean naive) {
    ArrayNode rules = Json.mapper().createArrayNode();
    for (JsonNode rule : DefaultPolicy.rules()) {
      if (KINDS.contains(rule.path("kind").asText())) {
        ObjectNode own = rule.deepCopy();
        if (naive && own.has("delaySeconds")) {
          own.put("delaySeconds", 0).put("hysteresis", 0);
        }
        rules.add(own);
      }
    }
    return parse(rules);
  }

  /** The default rules of limits, silence and NEWS2, of the latter those that are wanted. */
  private static Policy withNews2(Predicate<String> wanted) {
    ArrayNode rules = Json.mapper().createArrayNode();
    for (JsonNode rule : DefaultPolicy.rules()) {
      if (KINDS.contains(rule.path("kind").asText())
          || (isOfNews2(rule) && wanted.test(rule.path("id").asText()))) {
        rules.add(rule);
      }
    }
    return parse(rules);
  }

  private static boolean isOfNews2(JsonNode rule) {
    return rule.path("model").asText().equals(News2.NAME);
  }

  /** The default rules about scores that these wards have. */
  static List<String> scoreRules() {
    List<String> ids = new ArrayList<>();
    for (JsonNode rule : DefaultPolicy.rules()) {
      if (isOfNews2(rule)) {
        ids.add(rule.path("id").asText());
      }
    }
    return ids;
  }

  private static Policy parse(ArrayNode rules) {
    try {
      return Policy.parse(rules);
    } catch (RefusedPolicyException e) {
      throw new IllegalStateException("the default rules are not usable: " + e.getMessage(), e);
    }
  }

  /** The same rules all the time, and NEWS2 live. */
  private record Rules(Policy policy) implements Governance {
    @Override
    public Policy policyAt(long instant) {
      return policy;
    }

    @Override
    public Optional<String> liveVersion(String model, String patient, long instant) {
      return model.equals(News2.NAME) ? Optional.of(News2.VERSION) : Optional.empty();
    }
  }
}
