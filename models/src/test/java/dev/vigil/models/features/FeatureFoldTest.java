package dev.vigil.models.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.models.features.FeatureOutput.Judged;
import dev.vigil.schemas.ContextChange;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.Reading;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What counts, what is corrected, and what is known of the patient. */
class FeatureFoldTest extends FoldedPatient {
  @Test
  void readings_thatAreNotUsed_areCountedAndMarkNobody() {
    // given
    heartRate(T, 800);
    replay.advance(T + 100);

    // when
    fold(
        T + 200,
        Reading.of("heart-rate", "mon-1", T, 800),
        Reading.of("heart-rate", "mon-2", T + 261, 800),
        Reading.of("heart-rate", "mon-2", T + 199 - 86_400, 800));
    fold(T + 200, Reading.of("heart-rate", "mon-1", T, 820));
    replay.advance(T + 500);

    // then
    assertThat(judged)
        .containsExactly(
            new Judged(1, 0, 0, 0, 0, 0, 0),
            new Judged(0, 1, 0, 1, 1, 0, 0),
            new Judged(0, 0, 1, 0, 0, 0, 0));
    assertThat(instants()).containsExactly(T + 1);
  }

  @Test
  void correctionAndWithdrawal_afterHours_workOnSpotChecksAndNotAtOneHertz() {
    // given
    heartRate(T, 2_000);
    for (int second = 3_600; second < 3_720; second++) {
      heartRate(T + second, 800);
    }

    // when
    fold(T + 7_200, status(T, Reading.Status.CORRECTED, 820));
    fold(T + 7_200, status(T + 3_650, Reading.Status.WITHDRAWN, 0));
    replay.advance(T + 7_201);

    // then
    assertThat(judged.get(judged.size() - 2)).isEqualTo(new Judged(1, 0, 0, 0, 0, 0, 0));
    assertThat(judged.get(judged.size() - 1)).isEqualTo(new Judged(0, 0, 0, 0, 0, 1, 0));
    assertThat(vectors.get(vectors.size() - 1).values())
        .containsEntry("heart-rate.max.8h", 82.0)
        .containsEntry("heart-rate.count.8h", 121.0);
  }

  @Test
  void context_givesStatics_andAnOlderVersionIsIgnored() {
    // when
    fold(T, new ContextChange(context(2, PatientContext.Status.ADMITTED, 70)));
    fold(T, new ContextChange(context(1, PatientContext.Status.ADMITTED, 30)));
    heartRate(T, 800);
    replay.advance(T + 1);

    // then
    assertThat(vectors.get(0).values())
        .containsEntry("static.age", 70.0)
        .containsEntry("static.sex", 0.0)
        .containsEntry("static.spo2-scale", 1.0)
        .containsEntry("static.hours-since-admission", 1 + 1 / 3_600.0)
        .doesNotContainKeys("static.pregnant", "static.surgical", "static.hours-before-admission");
  }

  /** Who is measured every few hours would be scored by the other SpO2 scale until then. */
  @Test
  void contextThatModelsSee_hasAVector_andOneThatTheyDontHasNone() {
    // given
    fold(T, new ContextChange(context(1, PatientContext.Status.ADMITTED, 70)));
    heartRate(T, 800);
    replay.advance(T + 100);

    // when
    fold(T + 200, new ContextChange(context(2, PatientContext.Status.ADMITTED, 71)));
    fold(T + 400, new ContextChange(context(3, PatientContext.Status.ADMITTED, 71)));
    replay.advance(T + FeatureFold.KEPT_SECONDS);
    fold(
        T + FeatureFold.KEPT_SECONDS,
        new ContextChange(context(4, PatientContext.Status.ADMITTED, 72)));
    replay.advance(T + FeatureFold.KEPT_SECONDS + 100);

    // then
    assertThat(instants()).containsExactly(T + 1, T + 201);
    assertThat(vectors.get(1).values())
        .containsEntry("static.age", 71.0)
        .containsEntry("heart-rate.age", 201.0);
  }

  /** Values of the stay before would call somebody in this one. */
  @Test
  void contextOfAStayInWhichNothingHasCome_hasNoVector() {
    // given
    fold(T, new ContextChange(context(1, PatientContext.Status.ADMITTED, 70)));
    heartRate(T, 800);
    replay.advance(T + 100);
    fold(T + 100, new ContextChange(context(2, PatientContext.Status.DISCHARGED, 70)));

    // when
    fold(T + 200, new ContextChange(context(3, PatientContext.Status.ADMITTED, 70, T + 200)));
    fold(T + 300, new ContextChange(context(4, PatientContext.Status.ADMITTED, 71, T + 200)));
    replay.advance(T + 400);

    // then
    assertThat(instants()).containsExactly(T + 1);

    // when
    heartRate(T + 400, 800);
    replay.advance(T + 500);
    fold(T + 500, new ContextChange(context(5, PatientContext.Status.ADMITTED, 72, T + 200)));
    replay.advance(T + 600);

    // then
    assertThat(instants()).containsExactly(T + 1, T + 401, T + 501);
  }

  @Test
  void stayInTheHospital_isKnownAsFarAsTheContextSays() {
    PatientContext context =
        inHospital(new PatientContext.HospitalStay(PatientContext.Specialty.SURGICAL, T - 9_000));
    fold(T, new ContextChange(context));
    heartRate(T, 80);
    replay.advance(T + 1);

    assertThat(vectors.get(0).values())
        .containsEntry("static.surgical", 1.0)
        .containsEntry("static.hours-before-admission", 1.5);
  }

  @Test
  void dischargedPatient_hasNoVectors_andIsForgottenAfter27Hours() {
    // given
    fold(T, new ContextChange(context(1, PatientContext.Status.ADMITTED, 70)));
    heartRate(T, 800);

    // when
    fold(T, new ContextChange(context(2, PatientContext.Status.DISCHARGED, 70)));
    heartRate(T + 5, 810);
    replay.advance(T + 5 + FeatureFold.KEPT_SECONDS);
    fold(T + 200_000, new ContextChange(context(1, PatientContext.Status.ADMITTED, 71)));
    heartRate(T + 200_000, 820);
    replay.advance(T + 200_001);

    // then: version 1 counts again, so nothing was left of version 2
    assertThat(instants()).containsExactly(T + 200_001);
    assertThat(vectors.get(0).values()).containsEntry("static.age", 71.0);
    assertThat(vectors.get(0).values()).containsEntry("heart-rate.count.24h", 1.0);
  }

  @Test
  void silentPatient_losesReadingsAndKeepsTheContext() {
    // given
    fold(T, new ContextChange(context(1, PatientContext.Status.ADMITTED, 70)));
    fold(T, Reading.of("lactate", "lab", T, 200));

    // when
    replay.advance(T + FeatureFold.KEPT_SECONDS);
    heartRate(T + 100_000, 800);
    replay.advance(T + 100_001);

    // then
    assertThat(vectors.get(1).values())
        .containsEntry("static.age", 70.0)
        .containsKey("heart-rate.last")
        .doesNotContainKey("lactate.last");
  }

  @Test
  void stateOfAnUnknownVersion_isRefusedByName() {
    assertThatThrownBy(() -> VitalPartCodec.INSTANCE.read(2, empty()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("features-vital")
        .hasMessageContaining("--rebuild-state");
    assertThatThrownBy(() -> FeatureHeadCodec.INSTANCE.read(1, empty()))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("features-head");
  }

  private static DataInputStream empty() {
    return new DataInputStream(new ByteArrayInputStream(new byte[0]));
  }

  private static Reading status(long measured, Reading.Status status, long steps) {
    return new Reading("heart-rate", "mon-1", measured, steps, status, 2, null);
  }

  private static PatientContext inHospital(PatientContext.HospitalStay hospital) {
    PatientContext of = context(1, PatientContext.Status.ADMITTED, 70);
    return new PatientContext(
        of.patient(),
        of.version(),
        of.status(),
        of.origin(),
        of.ward(),
        of.bed(),
        of.ageYears(),
        of.sex(),
        of.pregnant(),
        of.spo2Scale(),
        of.limits(),
        of.devices(),
        of.plan(),
        of.admitted(),
        of.discharged(),
        hospital,
        of.earlier(),
        of.by(),
        of.because());
  }

  private static PatientContext context(int version, PatientContext.Status status, int age) {
    return context(version, status, age, T - 3_600);
  }

  private static PatientContext context(
      int version, PatientContext.Status status, int age, long admitted) {
    return new PatientContext(
        "p1",
        version,
        status,
        PatientContext.Origin.DEMO,
        "w1",
        "b1",
        age,
        PatientContext.Sex.FEMALE,
        null,
        1,
        new TreeMap<>(),
        List.of(),
        PatientContext.MonitoringPlan.NONE,
        admitted,
        null,
        "test",
        "test");
  }
}
