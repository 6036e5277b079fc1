package dev.vigil.alerting.rules;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.alerting.rules.LimitCheck.Side;
import dev.vigil.alerting.rules.RuleReader.Scoped;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.Limits;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The alert rules that hold at one time. Immutable; a changed rule makes another policy with
 * another {@link #fingerprint}.
 */
public final class Policy {
  /** Id of the alert of a limit that was set for one patient where the policy has no rule. */
  static final String PATIENT_LIMIT = "patient-limit";

  private static final int PATIENT_LIMIT_DELAY_SECONDS = 20;
  private static final long FINGERPRINT_FACTOR = 31;
  private static final Comparator<Rule> LEADING =
      Comparator.comparing(Rule::priority).reversed().thenComparing(Rule::id);

  /** No rules: nothing raises an alert. */
  public static final Policy EMPTY = new Policy(List.of(), 0);

  private final List<Scoped> scoped;
  private final List<Rule> rules;
  private final long fingerprint;
  private final boolean isForAll;
  private final Map<Whom, Policy> restricted = new ConcurrentHashMap<>();
  private final Map<String, List<LimitRule>> limitRules = new HashMap<>();
  private final Map<String, List<LimitCheck>> limitChecks = new HashMap<>();
  private final Map<String, List<ScoreRule>> scoreRules = new HashMap<>();
  private final SortedMap<String, CombinedRule> combined = new TreeMap<>();
  private final Premises premises;
  private @Nullable UnmonitoredRule unmonitored;
  private @Nullable RiskRule risk;

  /** What decides which rules are for a patient. */
  private record Whom(@Nullable Integer age, @Nullable String ward) {}

  private Policy(List<Scoped> scoped, long fingerprint) {
    this.scoped = List.copyOf(scoped);
    this.rules = scoped.stream().map(Scoped::rule).toList();
    this.fingerprint = fingerprint;
    this.isForAll = scoped.stream().allMatch(one -> one.scope().equals(Scope.ALL));
    // Leading first, so that whoever takes the first takes the one that counts.
    this.rules.stream().sorted(LEADING).forEach(this::index);
    limitRules.forEach((vital, own) -> limitChecks.put(vital, checksOf(own)));
    premises = new Premises(combined.values());
  }

  /**
   * Reads the rules of a policy entry.
   *
   * @param rules an array of rules as in {@code policy-rules.schema.json}
   * @throws RefusedPolicyException if one of them can't be taken; then none is
   */
  public static Policy parse(JsonNode rules) throws RefusedPolicyException {
    return new Policy(RuleReader.readAll(rules), fingerprint(rules));
  }

  /**
   * This policy and one rule more, for trying it out.
   *
   * @param rule with an id that no other rule has
   */
  public Policy with(ScoreRule rule) {
    if (rules.stream().anyMatch(known -> known.id().equals(rule.id()))) {
      throw new IllegalArgumentException("the policy has a rule " + rule.id() + " already");
    }
    List<Scoped> more = new ArrayList<>(scoped);
    more.add(new Scoped(rule, Scope.ALL));
    return new Policy(more, FINGERPRINT_FACTOR * fingerprint + rule.toString().hashCode());
  }

  /**
   * The rules that are for one patient, by age and ward, without those that another one stands for.
   *
   * @param context of the patient; null where none has come
   */
  public Policy forPatient(@Nullable PatientContext context) {
    if (isForAll) {
      return this;
    }
    Whom whom =
        context == null ? new Whom(null, null) : new Whom(context.ageYears(), context.ward());
    Policy known = restricted.get(whom);
    if (known == null) {
      known = restrict(context);
      restricted.put(whom, known);
    }
    return known;
  }

  private Policy restrict(@Nullable PatientContext context) {
    List<Scoped> covering = scoped.stream().filter(one -> one.scope().covers(context)).toList();
    Set<String> replaced = new HashSet<>();
    covering.forEach(one -> replaced.addAll(one.scope().instead()));
    List<Scoped> kept =
        covering.stream()
            .filter(one -> !replaced.contains(one.rule().id()))
            .map(one -> new Scoped(one.rule(), Scope.ALL))
            .toList();
    long mark = fingerprint;
    for (Scoped one : kept) {
      mark = FINGERPRINT_FACTOR * mark + one.rule().id().hashCode();
    }
    return new Policy(kept, mark);
  }

  /** Whom a rule is for. */
  public Scope scope(String rule) {
    return scoped.stream()
        .filter(one -> one.rule().id().equals(rule))
        .findFirst()
        .map(Scoped::scope)
        .orElse(Scope.ALL);
  }

  /** The rules of several things at once, by id. */
  public SortedMap<String, CombinedRule> combined() {
    return Collections.unmodifiableSortedMap(combined);
  }

  /** What the rules of several things at once ask of readings and scores. */
  public Premises premises() {
    return premises;
  }

  /** All rules, in the order of the entry. */
  public List<Rule> rules() {
    return rules;
  }

  /** Tells this policy from every other: two with the same rules have the same. */
  public long fingerprint() {
    return fingerprint;
  }

  /**
   * The checks of a vital sign, leading (highest priority) first.
   *
   * <p>Limits set for the patient replace the rules' limits: on each side the leading rule that has
   * that side is used with the patient's limit, or the vital sign's leading rule if none has it. A
   * limit is never without effect: where the policy has no rule for the vital sign, it raises with
   * medium priority.
   *
   * @param own the patient's limits of this vital sign, or null
   */
  public List<LimitCheck> limitChecks(String vital, @Nullable Limits own) {
    if (own == null) {
      return limitChecks.getOrDefault(vital, List.of());
    }
    VitalSign sign = VitalSigns.catalogue().find(vital);
    if (sign == null) {
      return List.of();
    }
    List<LimitCheck> checks = new ArrayList<>(2);
    if (own.low() != null) {
      checks.add(LimitCheck.of(ruleFor(sign, Side.LOW), Side.LOW, own.low(), sign));
    }
    if (own.high() != null) {
      checks.add(LimitCheck.of(ruleFor(sign, Side.HIGH), Side.HIGH, own.high(), sign));
    }
    return checks;
  }

  /** The rules that name a model, leading first. */
  public List<ScoreRule> scoreRules(String model) {
    return scoreRules.getOrDefault(model, List.of());
  }

  /** Names of the models whose scores some rule asks about. */
  public Set<String> models() {
    Set<String> models = new TreeSet<>(scoreRules.keySet());
    models.addAll(premises.models());
    return models;
  }

  /**
   * The rules that judge a model: its own, leading first, else the policy's rule for all that
   * predict a risk.
   *
   * @param threshold the risk from which on the model's bundle decides; null if it predicts none
   */
  public List<ScoreRule> scoreRules(String model, @Nullable Double threshold) {
    List<ScoreRule> own = scoreRules(model);
    return own.isEmpty() && risk != null && threshold != null
        ? List.of(risk.of(model, threshold))
        : own;
  }

  /** The rule for vital signs that stop coming, or null. */
  public @Nullable UnmonitoredRule unmonitored() {
    return unmonitored;
  }

  private void index(Rule rule) {
    if (rule instanceof LimitRule limit) {
      limitRules.computeIfAbsent(limit.vital(), vital -> new ArrayList<>()).add(limit);
    } else if (rule instanceof ScoreRule score) {
      scoreRules.computeIfAbsent(score.model(), model -> new ArrayList<>()).add(score);
    } else if (rule instanceof CombinedRule several) {
      combined.put(several.id(), several);
    } else if (rule instanceof UnmonitoredRule silence) {
      unmonitored = silence;
    } else if (rule instanceof RiskRule ofAll) {
      risk = ofAll;
    }
  }

  private LimitRule ruleFor(VitalSign sign, Side side) {
    List<LimitRule> own = limitRules.getOrDefault(sign.id(), List.of());
    for (LimitRule rule : own) {
      if (limitOf(rule, side) != null) {
        return rule;
      }
    }
    return own.isEmpty() ? patientLimit(sign) : own.get(0);
  }

  private static LimitRule patientLimit(VitalSign sign) {
    return new LimitRule(
        PATIENT_LIMIT,
        sign.id(),
        sign.low(),
        sign.high(),
        Priority.MEDIUM,
        PATIENT_LIMIT_DELAY_SECONDS,
        sign.bandHysteresis() == null ? BigDecimal.ZERO : sign.bandHysteresis(),
        "A limit set for the patient where the policy has no rule.");
  }

  private static List<LimitCheck> checksOf(List<LimitRule> own) {
    List<LimitCheck> checks = new ArrayList<>();
    for (LimitRule rule : own) {
      VitalSign sign = VitalSigns.catalogue().get(rule.vital());
      for (Side side : Side.values()) {
        BigDecimal limit = limitOf(rule, side);
        if (limit != null) {
          checks.add(LimitCheck.of(rule, side, limit, sign));
        }
      }
    }
    return List.copyOf(checks);
  }

  private static @Nullable BigDecimal limitOf(LimitRule rule, Side side) {
    return side == Side.LOW ? rule.low() : rule.high();
  }

  private static long fingerprint(JsonNode rules) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(Json.encode(requireNonNull(rules)));
      return ByteBuffer.wrap(hash).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing, every JDK has it", e);
    }
  }
}
