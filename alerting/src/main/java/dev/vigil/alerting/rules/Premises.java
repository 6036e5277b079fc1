package dev.vigil.alerting.rules;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** What all combined rules of a policy ask, by what they ask it of. Immutable. */
public final class Premises {
  private final Map<String, List<LimitCheck>> limits = new HashMap<>();
  private final Map<String, List<ChangeCheck>> changes = new HashMap<>();
  private final Map<String, List<Premise.OfScore>> scores = new HashMap<>();
  private final Set<String> vitals = new TreeSet<>();
  private final Set<String> silences = new TreeSet<>();
  private final Set<String> named = new HashSet<>();

  Premises(Collection<CombinedRule> rules) {
    rules.forEach(rule -> rule.when().visit(this::add));
  }

  /** Whose limits or changes are asked about. */
  public Set<String> vitals() {
    return Collections.unmodifiableSet(vitals);
  }

  /** The vital signs that may be missing. */
  public Set<String> silences() {
    return Collections.unmodifiableSet(silences);
  }

  /** The limits of a vital sign. */
  public List<LimitCheck> limits(String vital) {
    return limits.getOrDefault(vital, List.of());
  }

  /** The changes of a vital sign. */
  public List<ChangeCheck> changes(String vital) {
    return changes.getOrDefault(vital, List.of());
  }

  /** What is asked of a model's scores. */
  public List<Premise.OfScore> scores(String model) {
    return scores.getOrDefault(model, List.of());
  }

  /** What is asked of all models' scores. */
  public List<Premise.OfScore> scores() {
    return scores.values().stream().flatMap(List::stream).toList();
  }

  /** Names of the models whose scores are asked about. */
  Set<String> models() {
    return scores.keySet();
  }

  /** Whether something of this name asks how long, or how much has changed. */
  public boolean has(String id) {
    return named.contains(id);
  }

  private void add(Premise premise) {
    if (premise instanceof Premise.OfVital of) {
      vitals.add(of.sign().id());
      limits.computeIfAbsent(of.sign().id(), vital -> new ArrayList<>()).add(of.check());
    } else if (premise instanceof Premise.OfChange of) {
      vitals.add(of.sign().id());
      changes.computeIfAbsent(of.sign().id(), vital -> new ArrayList<>()).add(of.check());
      named.add(of.check().id());
    } else if (premise instanceof Premise.OfScore of) {
      scores.computeIfAbsent(of.rule().model(), model -> new ArrayList<>()).add(of);
    } else if (premise instanceof Premise.OfSilence of) {
      silences.add(of.vital());
    } else if (premise instanceof Premise.Lasting of) {
      named.add(of.id());
    } else if (premise instanceof Premise.Recently of) {
      named.add(of.id());
    }
  }
}
