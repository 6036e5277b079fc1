package dev.vigil.app.backtest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.cohort.Target;
import dev.vigil.models.evaluation.EvaluationSettings;
import dev.vigil.models.training.Progress;
import dev.vigil.schemas.BacktestProof;
import dev.vigil.schemas.BacktestProof.Agreement;
import dev.vigil.schemas.BacktestProof.Gate;
import dev.vigil.simulator.recordings.GeneratedRecording;
import dev.vigil.simulator.recordings.RecordedPatient;
import dev.vigil.simulator.recordings.Recordings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BacktestRunTest {
  /** Warns from a heart rate of 100 /min on. */
  private static final Contender LIVE =
      StubModel.saying(
          "live", vector -> vector.values().getOrDefault("heart-rate.last", 0.0) / 200);

  private static final Contender QUIET = StubModel.saying("quiet", vector -> 0.001);
  private static final List<RecordedPatient> PATIENTS = new ArrayList<>();

  @BeforeAll
  static void readPatients(@TempDir Path folder) throws IOException {
    GeneratedRecording.write(folder, 16, 3);
    try (Stream<RecordedPatient> patients = Recordings.open(folder).patients()) {
      patients.forEach(PATIENTS::add);
    }
  }

  @Test
  void modelThatIsLive_agreesInEveryHourAndPasses() {
    Backtested backtested = backtest(LIVE, PATIENTS);

    Agreement agreement = backtested.proof().agreement();
    assertThat(agreement.kappa().value()).isEqualTo(1);
    assertThat(agreement.rankCorrelation()).isEqualTo(1);
    assertThat(agreement.both()).isPositive();
    assertThat(agreement.onlyCandidate() + agreement.onlyLive()).isZero();
    assertThat(backtested.differences()).isEmpty();
    assertThat(backtested.proof().figures().get("alerts_per_day").difference().value()).isZero();
    assertThat(backtested.proof().passed()).isTrue();
    assertThat(backtested.proof().gates())
        .extracting(Gate::name)
        .containsExactly(
            "failed-scores",
            "silent-scores",
            "alerts-per-patient-day",
            "patients-detected",
            "utility",
            "auroc");
  }

  @Test
  void modelThatNeverAlerts_failsByThePatientsItMisses() {

    Backtested backtested = backtest(QUIET, PATIENTS);

    BacktestProof proof = backtested.proof();
    assertThat(failed(proof)).contains("patients-detected").doesNotContain("silent-scores");
    assertThat(proof.agreement().both() + proof.agreement().onlyCandidate()).isZero();
    assertThat(proof.figures().get("sensitivity").live().value()).isPositive();
    assertThat(proof.figures().get("sensitivity").candidate().value()).isZero();
    assertThat(backtested.ruleOfVigils()).isFalse();
    assertThat(proof.rules().findValuesAsText("id")).containsExactly("risk", "risk");
    assertThat(backtested.differences())
        .hasSize((int) proof.agreement().onlyLive())
        .allMatch(difference -> difference.alerted().equals("live"))
        .isSortedAccordingTo((one, other) -> one.patient().compareTo(other.patient()));
  }

  @Test
  void modelThatAlwaysAlerts_failsByItsAlertsOnlyIfTheyAreMany() {
    Contender loud = StubModel.saying("loud", vector -> 1);
    Contender flapping = StubModel.saying("flapping", vector -> vector.known() / 3_600 % 2);

    BacktestProof once = backtest(loud, PATIENTS).proof();
    BacktestProof often = backtest(flapping, PATIENTS).proof();

    assertThat(once.figures().get("alerts_per_day").candidate().value())
        .as("one alert a patient that never ends")
        .isEqualTo(PATIENTS.size() / once.basis().patientDays());
    assertThat(failed(often)).contains("alerts-per-patient-day");
  }

  @Test
  void modelThatThrows_failsOnEveryVectorAndTheProofSaysSo() {
    Contender broken =
        StubModel.saying(
            "broken",
            vector -> {
              throw new IllegalStateException("broken");
            });

    BacktestProof proof = backtest(broken, PATIENTS).proof();

    assertThat(failed(proof)).contains("failed-scores");
    assertThat(proof.outcomes().get("failed")).isPositive();
    assertThat(proof.outcomes().get("score")).isZero();
  }

  @Test
  void orderOfPatients_doesNotChangeTheHash() {
    List<RecordedPatient> reversed = new ArrayList<>(PATIENTS);
    Collections.reverse(reversed);

    String hash = backtest(QUIET, PATIENTS).proof().hash();

    assertThat(backtest(QUIET, reversed).proof().hash()).isEqualTo(hash);
    assertThat(backtest(QUIET, PATIENTS.subList(1, PATIENTS.size())).proof().hash())
        .isNotEqualTo(hash);
  }

  @Test
  void oneReadingMore_changesTheHashOfTheData() {
    RecordedPatient first = PATIENTS.get(0);
    RecordedPatient cut =
        new RecordedPatient(
            first.id(),
            first.ageYears(),
            first.sex(),
            first.unit(),
            first.hoursBefore(),
            first.firstHour(),
            first.steps().subList(0, first.steps().size() - 1),
            List.of(),
            first.unmapped(),
            first.scores());

    String whole = backtest(LIVE, List.of(first)).proof().basis().data();

    assertThat(backtest(LIVE, List.of(cut)).proof().basis().data()).isNotEqualTo(whole);
  }

  private static List<String> failed(BacktestProof proof) {
    return proof.gates().stream().filter(gate -> !gate.passed()).map(Gate::name).toList();
  }

  private static Backtested backtest(Contender candidate, List<RecordedPatient> patients) {
    BacktestOrder order =
        new BacktestOrder(
            candidate,
            EvaluationSettings.DEFAULT.withResamples(40),
            GateLimits.with(Map.of("alert-budget", 0.1)));
    BacktestRun run = new BacktestRun(order, LIVE, Target.SEPSIS, Progress.NONE);
    patients.forEach(run::add);
    return run.backtested();
  }
}
