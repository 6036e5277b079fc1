package dev.vigil.dashboard.burden;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Feedback;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Score;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A book of whom alerts called and what became of it, over the last {@value #LONGEST_HOURS} hours.
 * It takes transitions of each alert in order, any number of times. Not thread-safe.
 */
public final class CallBook {
  /** As long as the patient log is kept at least. */
  public static final int LONGEST_HOURS = 72;

  private static final long HOUR = 3_600;
  private static final double DAY = 24.0 * HOUR;

  private final Map<String, Kept> alerts = new HashMap<>();
  private final Map<String, Feedback> feedback = new HashMap<>();

  /** One alert. */
  private static final class Kept {
    private final List<Call> calls = new ArrayList<>();
    private AlertTransition last;
    private int sequence;
    private boolean answered;

    private Kept(AlertTransition first) {
      last = first;
    }
  }

  /** Somebody was called, in the ward where the patient was then, by the rule that led then. */
  private record Call(long at, String ward, String rule, boolean high) {}

  /** Sums of one ward. */
  private static final class Sums {
    private long calls;
    private long high;
    private long answered;
    private long clearedAlone;
    private Opinions opinions = Opinions.NONE;

    private RuleBurden of(String rule) {
      return new RuleBurden(rule, calls, high, answered, clearedAlone, opinions);
    }
  }

  /** Takes a transition; one that came before changes nothing. */
  public void take(AlertTransition transition) {
    Kept kept = alerts.computeIfAbsent(transition.alert(), id -> new Kept(transition));
    if (transition.sequence() <= kept.sequence) {
      return;
    }
    kept.sequence = transition.sequence();
    kept.last = transition;
    if (isCall(transition)) {
      boolean high = transition.priority() == Priority.HIGH;
      kept.calls.add(new Call(transition.decided(), transition.ward(), transition.rule(), high));
    }
    kept.answered |=
        transition.cause() == Cause.ACKNOWLEDGED || transition.cause() == Cause.SHELVED;
  }

  /** Whether somebody is called by it: it is new, or worse than it was. */
  public static boolean isCall(AlertTransition transition) {
    return transition.cause() == Cause.RAISED || transition.cause() == Cause.STEPPED_UP;
  }

  /** Takes what somebody said; of one person and alert the latest counts. */
  public void take(Feedback said) {
    feedback.put(said.key(), said);
  }

  /** The latest transition of an alert, over or not; null if none of this time has this id. */
  public @Nullable AlertTransition find(String alert) {
    Kept kept = alerts.get(alert);
    return kept == null ? null : kept.last;
  }

  /** {@code model:version} of the score that decided; null where none did. */
  public static @Nullable String modelOf(AlertTransition transition) {
    Score score = transition.evidence().score();
    return score == null ? null : Score.modelVersion(score.model(), score.version());
  }

  /** Forgets what ended before the longest report begins. */
  public void forget(long now) {
    long begin = now - LONGEST_HOURS * HOUR;
    alerts.values().removeIf(kept -> isOver(kept.last) && kept.last.decided() < begin);
    feedback.values().removeIf(said -> said.said() < begin);
  }

  private static boolean isOver(AlertTransition transition) {
    return transition.state() == State.RESOLVED;
  }

  /**
   * What happened in the hours before an instant.
   *
   * @param now inclusive, whole seconds since the epoch
   * @param hours 1 to {@value #LONGEST_HOURS}
   * @param stays how long patients were where
   * @param budgets calls per patient-day to which a ward agreed; null for none
   */
  public Burden report(
      long now, int hours, Collection<Stay> stays, Function<String, @Nullable Double> budgets) {
    if (hours < 1 || hours > LONGEST_HOURS) {
      throw new IllegalArgumentException("hours is " + hours + ", expected 1 to " + LONGEST_HOURS);
    }
    long begin = now - hours * HOUR;
    SortedMap<String, SortedMap<String, Sums>> wards = new TreeMap<>();
    SortedMap<String, Double> days = days(stays, begin, now);
    days.keySet().forEach(ward -> wards.put(ward, new TreeMap<>()));
    alerts.values().forEach(kept -> count(kept, begin, now, wards));
    SortedMap<String, Opinions> models = new TreeMap<>();
    List<Feedback> said =
        feedback.values().stream()
            .filter(each -> each.said() > begin && each.said() <= now)
            .toList();
    said.forEach(each -> count(each, wards, models));
    List<WardBurden> burdens = new ArrayList<>();
    wards.forEach(
        (ward, rules) ->
            burdens.add(of(ward, days.getOrDefault(ward, 0.0), budgets.apply(ward), rules)));
    List<ModelOpinions> ofModels = new ArrayList<>();
    models.forEach((model, opinions) -> ofModels.add(new ModelOpinions(model, opinions)));
    return new Burden(begin, now, burdens, ofModels, useful(said));
  }

  private static List<String> useful(List<Feedback> said) {
    return said.stream()
        .filter(each -> each.verdict() == Feedback.Verdict.USEFUL)
        .map(Feedback::alert)
        .distinct()
        .sorted()
        .toList();
  }

  private static SortedMap<String, Double> days(Collection<Stay> stays, long begin, long end) {
    SortedMap<String, Double> days = new TreeMap<>();
    for (Stay stay : stays) {
      long seconds = stay.within(begin, end);
      if (seconds > 0) {
        days.merge(stay.ward(), seconds / DAY, Double::sum);
      }
    }
    return days;
  }

  private static void count(
      Kept kept, long begin, long now, Map<String, SortedMap<String, Sums>> wards) {
    List<Call> calls =
        kept.calls.stream().filter(call -> call.at() > begin && call.at() <= now).toList();
    if (calls.isEmpty()) {
      return;
    }
    for (Call call : calls) {
      Sums sums = sums(wards, call.ward(), call.rule());
      sums.calls++;
      sums.high += call.high() ? 1 : 0;
    }
    // What became of it is the ward's and the rule's that called last.
    Call latest = calls.get(calls.size() - 1);
    Sums last = sums(wards, latest.ward(), latest.rule());
    last.answered += kept.answered ? 1 : 0;
    last.clearedAlone += isOver(kept.last) && !kept.answered ? 1 : 0;
  }

  private static void count(
      Feedback said,
      Map<String, SortedMap<String, Sums>> wards,
      SortedMap<String, Opinions> models) {
    Sums sums = sums(wards, said.ward(), said.rule());
    sums.opinions = sums.opinions.and(said.verdict());
    if (said.model() != null) {
      Opinions before = models.getOrDefault(said.model(), Opinions.NONE);
      models.put(said.model(), before.and(said.verdict()));
    }
  }

  private static Sums sums(Map<String, SortedMap<String, Sums>> wards, String ward, String rule) {
    return wards
        .computeIfAbsent(ward, id -> new TreeMap<>())
        .computeIfAbsent(rule, id -> new Sums());
  }

  private static WardBurden of(
      String ward, double days, @Nullable Double budget, SortedMap<String, Sums> rules) {
    List<RuleBurden> each = new ArrayList<>();
    rules.forEach((rule, sums) -> each.add(sums.of(rule)));
    each.sort(
        Comparator.comparingDouble(RuleBurden::noise).reversed().thenComparing(RuleBurden::rule));
    long calls = each.stream().mapToLong(RuleBurden::calls).sum();
    long high = each.stream().mapToLong(RuleBurden::high).sum();
    return new WardBurden(ward, days, calls, high, budget, each);
  }
}
