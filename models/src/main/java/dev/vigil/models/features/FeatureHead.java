package dev.vigil.models.features;

import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The small part of a patient's features state: context, and when vectors went out and are due. */
public final class FeatureHead {
  /** An instant that hasn't been. */
  static final long NEVER = Long.MIN_VALUE;

  private String patient = "";
  private @Nullable Statics statics;
  private final TreeSet<String> vitals = new TreeSet<>();
  private long lastVector = NEVER;
  private long vectorDue = NEVER;
  private long lastHeard = NEVER;
  private long forgetDue = NEVER;

  /** A new patient's. */
  public FeatureHead() {}

  /** Pseudonymous id; empty before the first record. */
  String patient() {
    return patient;
  }

  void patient(String id) {
    patient = id;
  }

  @Nullable Statics statics() {
    return statics;
  }

  void statics(Statics newer) {
    statics = newer;
  }

  /** Ids of the vital signs of which something is kept. */
  SortedSet<String> vitals() {
    return Collections.unmodifiableSortedSet(vitals);
  }

  void addVital(String id) {
    vitals.add(id);
  }

  void forgetVitals() {
    vitals.clear();
  }

  boolean isDischarged() {
    return statics != null && statics.discharged();
  }

  boolean isAdmitted() {
    return statics != null && !statics.discharged();
  }

  /**
   * Instant of the last vector of this stay, or {@link #NEVER}. Of a discharged patient that of the
   * discharge, until something comes that was measured after it, for which no vector has been.
   */
  long lastVector() {
    return lastVector;
  }

  void lastVector(long instant) {
    lastVector = instant;
  }

  /** Instant of the next vector, or {@link #NEVER} if none is due. */
  long vectorDue() {
    return vectorDue;
  }

  void vectorDue(long instant) {
    vectorDue = instant;
  }

  /** Stamp of the last used reading or of the discharge. */
  long lastHeard() {
    return lastHeard;
  }

  void lastHeard(long instant) {
    lastHeard = instant;
  }

  /** When to see whether the patient can be forgotten. */
  long forgetDue() {
    return forgetDue;
  }

  void forgetDue(long instant) {
    forgetDue = instant;
  }

  FeatureHead copy() {
    FeatureHead copy = new FeatureHead();
    copy.patient = patient;
    copy.statics = statics;
    copy.vitals.addAll(vitals);
    copy.lastVector = lastVector;
    copy.vectorDue = vectorDue;
    copy.lastHeard = lastHeard;
    copy.forgetDue = forgetDue;
    return copy;
  }
}
