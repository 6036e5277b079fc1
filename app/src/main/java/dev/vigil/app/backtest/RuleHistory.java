package dev.vigil.app.backtest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import dev.vigil.alerting.AlertFold;
import dev.vigil.alerting.AlertOutput;
import dev.vigil.alerting.Governance;
import dev.vigil.alerting.PatientAlerts;
import dev.vigil.alerting.rules.Policy;
import dev.vigil.alerting.wards.WardPlan;
import dev.vigil.app.logstream.WholeLog;
import dev.vigil.app.verify.Refold;
import dev.vigil.dashboard.burden.CallBook;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.State;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What stricter rules would have done on a log: it is folded with the present rules, as if they had
 * held all the time, and with each change of one of them.
 */
public final class RuleHistory {
  /** Changes of one field of one rule. */
  private static final int MOST_STEPS = 3;

  private final List<Variant> variants = new ArrayList<>();
  private final Collection<String> useful;
  private final long from;

  /**
   * What became of one rule.
   *
   * @param field of the smallest change that halves its calls; null if none does
   * @param before calls of the rule with the present rules
   * @param after calls of the rule with the change
   * @param useful of its alerts those that people found useful
   * @param usefulKept of these those that would have come all the same
   */
  public record Tried(
      String rule,
      @Nullable String field,
      @Nullable String from,
      @Nullable String to,
      long before,
      long after,
      int useful,
      int usefulKept) {}

  /** Alerts of one rule under one set of rules. */
  private static final class Variant {
    private final String rule;
    private final @Nullable String field;
    private final @Nullable String before;
    private final @Nullable String after;
    private final Policy policy;
    private final Map<String, List<Open>> byPatient = new HashMap<>();
    private final Map<String, Open> byAlert = new HashMap<>();
    private long calls;

    private Variant(
        String rule,
        @Nullable String field,
        @Nullable String before,
        @Nullable String after,
        ArrayNode rules) {
      this.rule = rule;
      this.field = field;
      this.before = before;
      this.after = after;
      this.policy = StricterRules.parse(rules);
    }

    /** From when its rule has led an alert for the first time. */
    private void begin(AlertTransition transition) {
      if (!byAlert.containsKey(transition.alert())) {
        Open begun = new Open(transition.patient(), transition.decided());
        byAlert.put(transition.alert(), begun);
        byPatient.computeIfAbsent(transition.patient(), patient -> new ArrayList<>()).add(begun);
      }
    }

    private boolean isPresent() {
      return field == null;
    }

    private boolean hasOpen(String patient, Open stretch) {
      return byPatient.getOrDefault(patient, List.of()).stream().anyMatch(stretch::meets);
    }
  }

  /** From when to when an alert was open. */
  private static final class Open {
    private final String patient;
    private final long raised;
    private long over = Long.MAX_VALUE;

    private Open(String patient, long raised) {
      this.patient = patient;
      this.raised = raised;
    }

    private boolean meets(Open other) {
      return raised <= other.over && other.raised <= over;
    }
  }

  /**
   * A trial.
   *
   * @param rules the present ones, as a policy entry has them
   * @param wanted ids of rules that are to be tried
   * @param useful ids of alerts that people found useful
   * @param from calls are counted from this second on
   */
  public RuleHistory(
      JsonNode rules, Collection<String> wanted, Collection<String> useful, long from) {
    this.useful = new HashSet<>(useful);
    this.from = from;
    ArrayNode present = rules.deepCopy();
    for (String id : wanted) {
      for (int i = 0; i < present.size(); i++) {
        if (present.get(i).path("id").asText().equals(id)) {
          addVariants(present, i, id);
        }
      }
    }
  }

  private void addVariants(ArrayNode present, int rule, String id) {
    List<String> fields = StricterRules.fields(present.get(rule));
    if (fields.isEmpty()) {
      return;
    }
    variants.add(new Variant(id, null, null, null, present));
    for (String field : fields) {
      JsonNode now = present.get(rule).path(field);
      JsonNode value = StricterRules.next(present, rule, field, now);
      for (int step = 0; step < MOST_STEPS && value != null; step++) {
        ArrayNode changed = StricterRules.with(present, rule, field, value);
        variants.add(new Variant(id, field, now.asText(), value.asText(), changed));
        value = StricterRules.next(present, rule, field, value);
      }
    }
  }

  /**
   * Folds the log and says of each rule what would have been.
   *
   * @throws dev.vigil.app.failure.VigilException if no job has come to any of it
   */
  public List<Tried> run(WholeLog log) {
    log.requireBegun();
    Governance governance = log.governance();
    long until = log.stretch().last();
    for (int partition = 0; partition < log.partitions(); partition++) {
      List<Refold<PatientAlerts, AlertOutput>> folds =
          variants.stream().map(variant -> fold(variant, governance)).toList();
      log.read(
          partition,
          (offset, stamp, record) -> folds.forEach(one -> one.record(offset, stamp, record)));
      folds.forEach(one -> one.finish(until));
    }
    List<Tried> tried = new ArrayList<>();
    Set<String> rules = new LinkedHashSet<>();
    variants.forEach(variant -> rules.add(variant.rule));
    rules.forEach(rule -> tried.add(best(rule)));
    return tried;
  }

  private Refold<PatientAlerts, AlertOutput> fold(Variant variant, Governance governance) {
    return new Refold<>(
        new AlertFold(new Always(variant.policy, governance)),
        PatientAlerts::empty,
        (patient, number, output) -> {
          if (output instanceof AlertOutput.Transition changed) {
            note(variant, changed.transition());
          }
        });
  }

  private void note(Variant variant, AlertTransition transition) {
    if (transition.rule().equals(variant.rule)) {
      variant.begin(transition);
      if (CallBook.isCall(transition) && transition.decided() >= from) {
        variant.calls++;
      }
    }
    // Whichever rule leads it by then.
    Open open = variant.byAlert.get(transition.alert());
    if (open != null && transition.state() == State.RESOLVED) {
      open.over = transition.decided();
    }
  }

  /**
   * Of the changes that halve the calls the one that loses least, then the one that spares most.
   */
  private Tried best(String rule) {
    List<Variant> ofRule = variants.stream().filter(variant -> variant.rule.equals(rule)).toList();
    Variant present = ofRule.stream().filter(Variant::isPresent).findFirst().orElseThrow();
    List<Open> found =
        useful.stream()
            .map(present.byAlert::get)
            .flatMap(open -> Optional.ofNullable(open).stream())
            .toList();
    Tried best = tried(present, present, found);
    for (Variant variant : ofRule) {
      if (!variant.isPresent()
          && variant.calls < present.calls
          && 2 * variant.calls <= present.calls) {
        Tried other = tried(variant, present, found);
        boolean isFirst = best.field() == null;
        if (isFirst || other.usefulKept() > best.usefulKept()) {
          best = other;
        }
      }
    }
    return best;
  }

  private static Tried tried(Variant variant, Variant present, List<Open> found) {
    int kept = (int) found.stream().filter(open -> variant.hasOpen(open.patient, open)).count();
    return new Tried(
        variant.rule,
        variant.field,
        variant.before,
        variant.after,
        present.calls,
        variant.calls,
        found.size(),
        kept);
  }

  /** Rules that hold all the time; models and wards as they were. */
  private record Always(Policy policy, Governance was) implements Governance {
    @Override
    public Policy policyAt(long instant) {
      return policy;
    }

    @Override
    public Optional<String> liveVersion(String model, String patient, long instant) {
      return was.liveVersion(model, patient, instant);
    }

    @Override
    public WardPlan wardAt(String ward, long instant) {
      return was.wardAt(ward, instant);
    }

    @Override
    public @Nullable Double liveThreshold(String model, String patient, long instant) {
      return was.liveThreshold(model, patient, instant);
    }
  }
}
