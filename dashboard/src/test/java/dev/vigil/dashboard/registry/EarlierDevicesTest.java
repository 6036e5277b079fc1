package dev.vigil.dashboard.registry;

import static dev.vigil.dashboard.registry.Settled.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.DeviceAssignment;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Whose a device's late readings are, of a patient who was discharged and admitted again. */
class EarlierDevicesTest {
  private static final long HOUR = 3_600;
  private static final long NOW = 1_772_000_000L;

  private final AtomicLong clock = new AtomicLong(NOW);
  private final PatientRegistry registry =
      PatientRegistry.open(new InMemoryContextLog(), clock::get);

  @Test
  void devicesOfTheStayBefore_areKept_andEndWithIt() {
    // given
    get(registry.admit(withDevices(lasting("mon-1")), "anna"));
    clock.set(NOW + HOUR);
    get(registry.discharge("p1", new Discharge(1, null), "anna"));
    clock.set(NOW + 2 * HOUR);

    // when
    DeviceAssignment next = lasting("mon-2");
    PatientContext again = get(registry.admit(withDevices(next), "anna"));

    // then
    assertThat(again.devices())
        .containsExactly(new DeviceAssignment("mon-1", NOW, NOW + HOUR), next);
  }

  @Test
  void devicesOfThreeDaysAgo_areNotKept() {
    // given
    get(registry.admit(withDevices(lasting("mon-1")), "anna"));
    clock.set(NOW + HOUR);
    get(registry.discharge("p1", new Discharge(1, null), "anna"));

    // when
    clock.set(NOW + 72 * HOUR);
    PatientContext sooner = get(registry.admit(withDevices(lasting("mon-2")), "anna"));
    get(registry.discharge("p1", new Discharge(sooner.version(), null), "anna"));
    clock.set(NOW + 73 * HOUR);
    PatientContext later = get(registry.admit(withDevices(), "anna"));

    // then
    assertThat(sooner.devices()).extracting(DeviceAssignment::device).contains("mon-1");
    assertThat(later.devices()).isEmpty();
  }

  /** A program that admits and discharges again and again makes no context longer and longer. */
  @Test
  void devicesOfManyStays_areBounded_theLatestStay() {
    int version = 0;
    for (int stay = 0; stay < 80; stay++) {
      version = get(registry.admit(withDevices(lasting("mon-" + stay)), "anna")).version();
      clock.addAndGet(60);
      version = get(registry.discharge("p1", new Discharge(version, null), "anna")).version();
    }

    PatientContext last = get(registry.admit(withDevices(lasting("mon-80")), "anna"));

    assertThat(version).isEqualTo(160);
    assertThat(last.devices()).hasSize(51);
    assertThat(last.devices().get(0).device()).isEqualTo("mon-30");
    assertThat(last.devices().get(50)).isEqualTo(lasting("mon-80"));
  }

  @Test
  void deviceOfTheStayBefore_canBeAnothersFromItsEndOn() {
    // given
    get(registry.admit(withDevices(lasting("mon-1")), "anna"));
    clock.set(NOW + HOUR);
    get(registry.discharge("p1", new Discharge(1, null), "anna"));
    get(registry.admit(withDevices(lasting("mon-2")), "anna"));

    // when
    PatientContext other = get(registry.admit(of("p2", List.of(lasting("mon-1"))), "anna"));

    // then
    assertThat(other.devices()).containsExactly(lasting("mon-1"));
  }

  /** From now on. */
  private DeviceAssignment lasting(String device) {
    return new DeviceAssignment(device, clock.get(), null);
  }

  private static Admission withDevices(DeviceAssignment... devices) {
    return of("p1", new ArrayList<>(List.of(devices)));
  }

  private static Admission of(String patient, List<DeviceAssignment> devices) {
    return new Admission(
        patient, null, "A", "3", null, null, null, null, null, devices, null, null, null, null);
  }
}
