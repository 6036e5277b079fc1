package dev.vigil.models.training;

import static dev.vigil.models.training.SickPatients.ADMITTED;
import static dev.vigil.models.training.SickPatients.context;
import static dev.vigil.models.training.SickPatients.heartRate;
import static dev.vigil.models.training.SickPatients.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.models.linear.LinearInputs;
import dev.vigil.models.training.RecordedStay.Row;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What training sees of a patient, and what it takes a warning to be worth. */
class TrainingRowsTest {
  @Test
  void trainingRows_knowNothingThatCameLater() {
    // given: the second row brings a late value that was measured before the first
    long first = ADMITTED + 3_600;
    Row before = new Row(first, List.of(heartRate(first, 800)), false);
    Row after = new Row(first + 3_600, List.of(heartRate(first - 60, 1_800)), true);

    // when
    List<TrainingRow> rows = new RecordedStay(context("p"), List.of(before, after)).trainingRows();

    // then
    assertThat(rows).extracting(TrainingRow::label).containsExactly(false, true);
    assertThat(rows.get(0).vector().values()).containsEntry("heart-rate.max.8h", 80.0);
    assertThat(rows.get(1).vector().values()).containsEntry("heart-rate.max.8h", 180.0);
  }

  @Test
  void trainingRows_areThereForHoursWithoutAValue() {
    long first = ADMITTED + 3_600;
    Row before = new Row(first, List.of(heartRate(first, 800)), false);
    Row nothing = new Row(first + 3_600, List.of(), true);

    List<TrainingRow> rows =
        new RecordedStay(context("p"), List.of(before, nothing)).trainingRows();

    assertThat(rows.get(1).vector().known()).isEqualTo(first + 3_601);
    assertThat(rows.get(1).vector().values())
        .containsEntry("heart-rate.last", 80.0)
        .containsEntry("heart-rate.age", 3_601.0);
  }

  @Test
  void feature_thatNoRowKnows_isNotLearnedFrom() {
    TrainingTable table =
        TrainingTable.of(
            List.of("heart-rate.last", "interstitial-glucose.last"),
            rows().iterator(),
            Progress.NONE);

    assertThat(table.features()).containsExactly("heart-rate.last");
  }

  @Test
  void split_withAPatientOnBothSides_stopsTheTraining() {
    TrainingTable all =
        TrainingTable.of(LinearInputs.defaultFeatures(), rows().iterator(), Progress.NONE);
    TrainingTable some = all.ofPatients(patient -> patient.endsWith("7"));

    assertThatThrownBy(() -> CrossValidation.requireApart(all, some))
        .hasMessageContaining("12 patients are on both sides");
  }

  @Test
  void worth_ofAWarning_isThatOfTheChallenge() {
    // figure 1 of the source: hours since the first labelled row, which is 6 h before the onset
    assertThat(worth(-20)).isEqualTo(-0.05);
    assertThat(worth(-6)).isEqualTo(0);
    assertThat(worth(-3)).isEqualTo(0.5);
    assertThat(worth(0)).isEqualTo(1);
    assertThat(worth(6)).isCloseTo(3 / 9.0 + 12 / 9.0, within(1e-12));
    assertThat(worth(9)).isCloseTo(2, within(1e-12));
    assertThat(worth(10)).isEqualTo(0);
  }

  private static double worth(long hours) {
    return AlarmWorth.SEPSIS_UTILITY.of(
        new TrainingTable.Row("p", 0, hours >= 0, hours * 3_600, new float[0]));
  }
}
