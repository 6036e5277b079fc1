package dev.vigil.models.features;

import static java.util.Objects.requireNonNull;

/**
 * The features state of one patient, split so that one reading touches the small head and two parts
 * of one vital sign only.
 */
public final class PatientFeatures {
  private final FeatureHead head;
  private final VitalParts vitals;

  public PatientFeatures(FeatureHead head, VitalParts vitals) {
    this.head = requireNonNull(head, "head is null");
    this.vitals = requireNonNull(vitals, "vitals is null");
  }

  /** A new patient's, in memory. */
  public PatientFeatures() {
    this(new FeatureHead(), new InMemoryVitalParts());
  }

  public FeatureHead head() {
    return head;
  }

  public VitalParts vitals() {
    return vitals;
  }
}
