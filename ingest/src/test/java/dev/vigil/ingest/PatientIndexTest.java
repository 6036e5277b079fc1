package dev.vigil.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.DeviceAssignment;
import org.junit.jupiter.api.Test;

class PatientIndexTest {
  private final PatientIndex index = new PatientIndex();

  @Test
  void device_belongsToWhomItWasAssignedThen() {
    index.put(Wards.admitted("ann", new DeviceAssignment("mon", 100, 200L)));
    index.put(Wards.admitted("bob", new DeviceAssignment("mon", 200, null)));

    assertThat(index.wearing("mon", 199))
        .extracting(PatientContext::patient)
        .containsExactly("ann");
    assertThat(index.wearing("mon", 200))
        .extracting(PatientContext::patient)
        .containsExactly("bob");
    assertThat(index.wearing("mon", 99)).isEmpty();
  }

  @Test
  void context_ofNoNewerVersion_changesNothing() {
    PatientContext second = Wards.context("ann", 2, null, new DeviceAssignment("b", 0, null));
    index.put(second);

    index.put(Wards.context("ann", 1, null, new DeviceAssignment("a", 0, null)));

    assertThat(index.find("ann")).isEqualTo(second);
    assertThat(index.wearing("a", 1)).isEmpty();
  }

  @Test
  void device_isForgottenWithTheAssignmentOrThePatient() {
    index.put(Wards.context("ann", 1, null, new DeviceAssignment("a", 0, null)));
    index.put(Wards.context("ann", 2, null, new DeviceAssignment("b", 0, null)));

    assertThat(index.wearing("a", 1)).isEmpty();
    assertThat(index.wearing("b", 1)).hasSize(1);

    index.remove("ann");

    assertThat(index.wearing("b", 1)).isEmpty();
    assertThat(index.all()).isEmpty();
  }
}
