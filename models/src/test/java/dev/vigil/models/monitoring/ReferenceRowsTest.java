package dev.vigil.models.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ReferenceRowsTest {
  private static final int HOURS = 10;

  @Test
  void longRecording_isThinnedToWholePatients_theSameInAnyOrder() {
    List<Integer> patients = new ArrayList<>(IntStream.range(0, 400).boxed().toList());
    Reference one = reference(patients);
    Collections.shuffle(patients, new Random(1));

    Reference other = reference(patients);

    assertThat(other).isEqualTo(one);
    assertThat(one.rows()).isBetween(200L, 1_000L).isEqualTo(HOURS * one.patients());
    assertThat(one.inputs().get("a").rows()).isEqualTo(one.rows());
    assertThat(one.inputs().get("b").unknown()).isEqualTo(one.rows());
  }

  @Test
  void fewPatientsWithManyRows_areNotDrawnUntilNobodyIsLeft() {
    ReferenceRows rows = new ReferenceRows(List.of("a"), 100);
    List<String> odd =
        IntStream.range(0, 100)
            .mapToObj(i -> "p" + i)
            .filter(id -> !PatientSample.isDrawn(id, 1))
            .limit(2)
            .toList();
    for (int i = 0; i < 80; i++) {
      for (String id : odd) {
        rows.add(id, new double[] {i}, i / 100.0);
      }
    }

    Reference reference = rows.reference("made up");

    assertThat(reference.patients()).isEqualTo(2);
    assertThat(reference.rows()).isEqualTo(160);
  }

  @Test
  void noRows_areRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new ReferenceRows(List.of("a")).reference("nothing"));
  }

  private static Reference reference(List<Integer> patients) {
    ReferenceRows rows = new ReferenceRows(List.of("a", "b"), 1_000);
    for (int patient : patients) {
      String id = "p" + patient;
      for (int hour = 0; hour < HOURS && rows.wants(id); hour++) {
        rows.add(id, new double[] {patient + hour, Double.NaN}, hour / 10.0);
      }
    }
    return rows.reference("made up");
  }
}
