package dev.vigil.models.monitoring;

import static dev.vigil.models.monitoring.Watched.HOUR;
import static dev.vigil.models.monitoring.Watched.START;
import static dev.vigil.models.monitoring.Watched.score;
import static dev.vigil.models.monitoring.Watched.vector;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.vigil.models.monitoring.Judgement.Verdict;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.Json;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MonitoringTest {
  private final Monitoring monitoring = new Monitoring(1_000, (model, patient, at) -> "live");
  private final Random random = new Random(7);

  @Test
  void patientsLikeThoseOfTraining_areNoDrift() {
    watch();

    play(40, 12, 60, 100);

    assertThat(judged(MonitorCondition.INPUT_DRIFT).verdict()).isEqualTo(Verdict.WITHIN);
    assertThat(report().inputs().get(0).psi()).isLessThan(0.1);
    assertThat(report().rows()).isEqualTo(40 * 12);
  }

  @Test
  void otherPatients_areADriftThatEndsADayLater() {
    watch();
    play(40, 12, 140, 180);
    assertThat(judged(MonitorCondition.INPUT_DRIFT).verdict()).isEqualTo(Verdict.BEYOND);
    assertThat(judged(MonitorCondition.INPUT_DRIFT).because())
        .startsWith("1 of 1 inputs")
        .contains("heart-rate.last");

    play(40, 24, 60, 100);

    assertThat(judged(MonitorCondition.INPUT_DRIFT).verdict()).isEqualTo(Verdict.WITHIN);
  }

  @Test
  void aFewPatientsWhoAreOtherwise_areWhatChanceMayBring() {
    watch();

    // one rate each, of those that training had: the index is high, and says nothing
    for (int hour = 0; hour < 24; hour++) {
      long known = now() + HOUR;
      for (int patient = 0; patient < 12; patient++) {
        monitoring.take(vector("p" + patient, known, 60.0 + patient));
      }
    }

    assertThat(report().inputs().get(0).psi()).isGreaterThan(0.25);
    assertThat(judged(MonitorCondition.INPUT_DRIFT).verdict()).isEqualTo(Verdict.WITHIN);
  }

  /** Many others, of whom the input isn't known, don't make a few more of a proof. */
  @Test
  void inputThatIsKnownOfAFew_isWhatChanceMayBring() {
    watch();

    for (int hour = 0; hour < 24; hour++) {
      long known = now() + HOUR;
      for (int patient = 0; patient < 200; patient++) {
        monitoring.take(vector("p" + patient, known, patient < 12 ? 60.0 + patient : null));
      }
    }

    assertThat(report().patients()).isEqualTo(200);
    assertThat(report().inputs().get(0).psi()).isGreaterThan(0.25);
    assertThat(judged(MonitorCondition.INPUT_DRIFT).verdict()).isEqualTo(Verdict.WITHIN);
  }

  @Test
  void scoresOfAFew_areWhatChanceMayBring() {
    watch();

    for (int hour = 0; hour < 24; hour++) {
      long known = now() + HOUR;
      for (int patient = 0; patient < 200; patient++) {
        monitoring.take(vector("p" + patient, known, 80.0));
      }
      for (int patient = 0; patient < 12; patient++) {
        monitoring.take(score("live", "p" + patient, known, 0.3 + patient / 200.0));
      }
    }

    assertThat(report().score().psi()).isGreaterThan(0.25);
    assertThat(judged(MonitorCondition.SCORE_DRIFT).verdict()).isEqualTo(Verdict.WITHIN);
  }

  @Test
  void inputsThatNobodyKnows_endNoDrift() {
    watch();
    play(40, 12, 140, 180);
    assertThat(judged(MonitorCondition.INPUT_DRIFT).verdict()).isEqualTo(Verdict.BEYOND);

    for (int hour = 0; hour < 24; hour++) {
      long known = now() + HOUR;
      for (int patient = 0; patient < 40; patient++) {
        monitoring.take(vector("p" + patient, known, null));
      }
    }

    assertThat(judged(MonitorCondition.INPUT_DRIFT).verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(judged(MonitorCondition.INPUT_DRIFT).because())
        .isEqualTo("no input is known in 100 patient-hours");
  }

  @Test
  void patientsOfADayAgo_areForgotten() {
    VersionMonitor version = new VersionMonitor(Watched.version("live", Watched.reference()));
    for (int hour = 0; hour < 100; hour++) {
      for (int patient = 0; patient < 3; patient++) {
        version.take(vector("h" + hour + "p" + patient, START + hour * HOUR, 80.0));
      }
      version.forgetBefore(VersionMonitor.hour(START) + hour - 23);
    }

    assertThat(version.patients()).isEqualTo(24 * 3);
    assertThat(version.since(VersionMonitor.hour(START) + 76).patients()).isEqualTo(24 * 3);
  }

  @Test
  void unknownInputs_areSaidByTheirName() {
    watch();
    play(40, 6, 60, 100);
    assertThat(judged(MonitorCondition.MISSING_INPUTS).verdict()).isEqualTo(Verdict.WITHIN);

    for (int hour = 0; hour < 6; hour++) {
      long known = now() + HOUR;
      for (int patient = 0; patient < 40; patient++) {
        monitoring.take(vector("p" + patient, known, null));
      }
    }

    assertThat(judged(MonitorCondition.MISSING_INPUTS).verdict()).isEqualTo(Verdict.BEYOND);
    assertThat(judged(MonitorCondition.MISSING_INPUTS).because())
        .contains("heart-rate.last in 50 % of the rows");
  }

  @Test
  void tooFew_saysHowManyThereAre() {
    watch();

    play(9, 3, 60, 100);
    assertThat(judged(MonitorCondition.INPUT_DRIFT).because())
        .isEqualTo("too few: 9 of 10 patients");
    play(12, 1, 60, 100);

    assertThat(judged(MonitorCondition.INPUT_DRIFT).because())
        .isEqualTo("too few: 39 of 100 patient-hours");
    assertThat(report().inputs().get(0).psi()).isNull();
  }

  @Test
  void versionWithoutReference_isCountedAndNotCompared() {
    monitoring.watch(List.of(Watched.version("live", null)));

    play(40, 12, 140, 180);

    assertThat(judged(MonitorCondition.INPUT_DRIFT).verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(judged(MonitorCondition.INPUT_DRIFT).because()).contains("has no reference");
    assertThat(report().rows()).isEqualTo(40 * 12);
  }

  @Test
  void shadow_isComparedWithWhatIsLiveOnTheSameVector() {
    monitoring.watch(List.of(Watched.version("live", null), Watched.version("shadow", null)));

    for (int hour = 0; hour < 5; hour++) {
      for (int patient = 0; patient < 30; patient++) {
        long known = START + hour * HOUR + patient;
        String id = "p" + patient;
        double other = patient % 3 == 0 ? 0.6 : 0.45;
        boolean liveFirst = patient % 2 == 0;
        monitoring.take(
            liveFirst ? score("live", id, known, 0.4) : score("shadow", id, known, other));
        monitoring.take(
            liveFirst ? score("shadow", id, known, other) : score("live", id, known, 0.4));
      }
    }

    MonitorReport shadow = monitoring.reports().get(1);
    assertThat(shadow.disagreement().pairs()).isEqualTo(150);
    assertThat(shadow.disagreement().sides()).isCloseTo(1.0 / 3, within(1e-9));
    assertThat(shadow.disagreement().distance()).isCloseTo(0.1, within(1e-9));
    assertThat(shadow.judgements().get(4).verdict()).isEqualTo(Verdict.BEYOND);
    assertThat(monitoring.reports().get(0).disagreement()).isNull();
  }

  @Test
  void tooManyPatients_areThinnedAndTheShareIsSaid() {
    Monitoring thinned = new Monitoring(50, (model, patient, at) -> null);
    thinned.watch(List.of(Watched.version("live", Watched.reference())));

    for (int hour = 0; hour < 6; hour++) {
      for (int patient = 0; patient < 1_000; patient++) {
        FeatureVector vector = vector("p" + patient, START + hour * HOUR, 70.0);
        if (thinned.wants(vector.patient(), vector.known())) {
          thinned.take(vector);
        }
      }
    }

    MonitorReport report = thinned.reports().get(0);
    assertThat(report.share()).isEqualTo(1.0 / 32);
    assertThat(report.rows()).isBetween(100L, 400L);
  }

  @Test
  void report_isJsonAndBack() throws Exception {
    watch();
    play(40, 12, 60, 100);

    MonitorReport read = Json.decode(Json.encode(report()), MonitorReport.class);

    assertThat(read).isEqualTo(report());
  }

  private void watch() {
    monitoring.watch(List.of(Watched.version("live", Watched.reference())));
  }

  private long now() {
    return Math.max(START, monitoring.now());
  }

  /** So many patients for so many hours, with a vector every ten minutes. */
  private void play(int patients, int hours, int from, int to) {
    long begin = VersionMonitor.hour(now()) + 1;
    for (long hour = begin; hour < begin + hours; hour++) {
      for (int patient = 0; patient < patients; patient++) {
        for (int tenth = 0; tenth < 6; tenth++) {
          double rate = random.nextInt(from, to);
          monitoring.take(vector("p" + patient, hour * HOUR + tenth * 600L, rate));
        }
      }
    }
  }

  private MonitorReport report() {
    return monitoring.reports().get(0);
  }

  private Judgement judged(MonitorCondition condition) {
    return report().judgements().stream()
        .filter(each -> each.condition() == condition)
        .findFirst()
        .orElseThrow();
  }
}
