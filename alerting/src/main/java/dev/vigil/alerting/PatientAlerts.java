package dev.vigil.alerting;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the alert fold keeps of one patient: the last word of each sensor and model, since when
 * silence counts, and the open alerts. All in sorted order, so that every refold does the same in
 * the same order.
 */
public final class PatientAlerts {
  private final String patient;
  private final AlertBook book;
  private final TreeMap<String, VitalWatch> vitals = new TreeMap<>();
  private final TreeMap<String, VitalHistory> histories = new TreeMap<>();
  private final TreeMap<String, ScoreWatch> scores = new TreeMap<>();
  private final TreeMap<String, Silence> silences = new TreeMap<>();
  private final TreeMap<String, OutputNumber> vectors = new TreeMap<>();
  private Combinations combinations = new Combinations();
  private @Nullable KeptRecord<PatientContext> context;
  private long policy;

  PatientAlerts(String patient, AlertBook book) {
    this.patient = requireNonNull(patient, "patient is null");
    this.book = requireNonNull(book, "book is null");
  }

  /**
   * Of a patient not seen before.
   *
   * @param patient pseudonymous id
   */
  public static PatientAlerts empty(String patient) {
    return new PatientAlerts(patient, new AlertBook());
  }

  /** Pseudonymous id. */
  public String patient() {
    return patient;
  }

  /** How many alerts are open. */
  public int openAlerts() {
    return book.open().size();
  }

  AlertBook book() {
    return book;
  }

  /** By vital sign. */
  SortedMap<String, VitalWatch> vitals() {
    return vitals;
  }

  /** By vital sign. */
  SortedMap<String, VitalHistory> histories() {
    return histories;
  }

  /** By model. */
  SortedMap<String, ScoreWatch> scores() {
    return scores;
  }

  /** By vital sign of the monitoring plan. */
  SortedMap<String, Silence> silences() {
    return silences;
  }

  /** Number of the last vector scored, by model and version. */
  SortedMap<String, OutputNumber> vectors() {
    return vectors;
  }

  /** Of rules of several things at once. */
  Combinations combinations() {
    return combinations;
  }

  void combinations(Combinations next) {
    combinations = next;
  }

  @Nullable PatientContext context() {
    return context == null ? null : context.value();
  }

  /** {@link #context} as it is kept. */
  byte @Nullable [] contextJson() {
    return context == null ? null : context.json();
  }

  void context(@Nullable PatientContext next) {
    context = next == null ? null : new KeptRecord<>(next);
  }

  /** Fingerprint of the policy that the conditions were judged by. */
  long policy() {
    return policy;
  }

  void policy(long fingerprint) {
    policy = fingerprint;
  }

  /** Whether alerts are raised: until the context says otherwise, they are. */
  boolean isWatched() {
    return context == null || context.value().isAdmitted();
  }

  PatientAlerts copy() {
    PatientAlerts copy = new PatientAlerts(patient, book.copy());
    vitals.forEach((vital, watch) -> copy.vitals.put(vital, watch.copy()));
    histories.forEach((vital, history) -> copy.histories.put(vital, history.copy()));
    scores.forEach((model, watch) -> copy.scores.put(model, watch.copy()));
    copy.silences.putAll(silences);
    copy.vectors.putAll(vectors);
    copy.combinations = combinations.copy();
    copy.context = context;
    copy.policy = policy;
    return copy;
  }
}
