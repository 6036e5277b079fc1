package dev.vigil.models.features;

import static java.util.Objects.requireNonNull;

/**
 * The features state of one patient, split so that one reading touches the small head and one vital
 * sign only.
 */
public final class PatientFeatures {
  private final FeatureHead head;
  private final VitalStates vitals;

  public PatientFeatures(FeatureHead head, VitalStates vitals) {
    this.head = requireNonNull(head, "head is null");
    this.vitals = requireNonNull(vitals, "vitals is null");
  }

  /** A new patient's, in memory. */
  public PatientFeatures() {
    this(new FeatureHead(), new InMemoryVitalStates());
  }

  public FeatureHead head() {
    return head;
  }

  public VitalStates vitals() {
    return vitals;
  }
}
