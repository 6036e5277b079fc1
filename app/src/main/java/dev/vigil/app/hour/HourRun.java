package dev.vigil.app.hour;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.cohort.StayReader;
import dev.vigil.app.failure.VigilException;
import dev.vigil.models.Sha256;
import dev.vigil.models.evaluation.EvaluationSettings;
import dev.vigil.models.evaluation.HourEvaluation;
import dev.vigil.models.evaluation.HourProof;
import dev.vigil.models.hour.HourForecast;
import dev.vigil.models.hour.HourForecasts;
import dev.vigil.models.hour.HourInputs.Sample;
import dev.vigil.models.training.Progress;
import dev.vigil.models.training.RecordedStay;
import dev.vigil.models.training.hour.HourCase;
import dev.vigil.models.training.hour.HourCases;
import dev.vigil.models.training.hour.HourLearner;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.VitalSigns;
import dev.vigil.simulator.recordings.RecordedPatient;
import dev.vigil.simulator.recordings.RecordingException;
import dev.vigil.simulator.recordings.Recordings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Learns forecasts of the next hour on recordings, and judges them on each: half of the patients of
 * all recordings are for the weights, a quarter for the width of the interval, and the last quarter
 * of each recording for its proof. A patient is who has the same id, in whichever recording, and is
 * in one part; which one is a hash of the id and of the recording's name that came with it first.
 */
public final class HourRun {
  private static final List<String> VITALS =
      List.of(
          "heart-rate",
          "spo2",
          "respiratory-rate",
          "systolic-pressure",
          "diastolic-pressure",
          "mean-pressure",
          "body-temperature");

  private static final int LEAST_JUDGED = 100;

  private final List<Path> recordings;
  private final EvaluationSettings settings;
  private final Progress progress;
  private final Map<String, Parts> byVital = new HashMap<>();
  private final Map<String, Integer> dealt = new HashMap<>();

  /** Cases of one vital sign; those to judge by are kept by the recording's name. */
  private static final class Parts {
    private final List<HourCase> fitted = new ArrayList<>();
    private final List<HourCase> held = new ArrayList<>();
    private final Map<String, List<HourCase>> judged = new TreeMap<>();

    private int cases() {
      return fitted.size() + held.size() + judged.values().stream().mapToInt(List::size).sum();
    }

    /** To learn from, and in some recording to judge by. */
    private boolean areEnough() {
      return HourLearner.isEnough(fitted, held)
          && judged.values().stream().anyMatch(cases -> cases.size() >= LEAST_JUDGED);
    }
  }

  public HourRun(List<Path> recordings, EvaluationSettings settings, Progress progress) {
    this.recordings = List.copyOf(recordings);
    this.settings = requireNonNull(settings, "settings is null");
    this.progress = requireNonNull(progress, "progress is null");
  }

  /**
   * Learns and judges all that the recordings have enough of.
   *
   * @throws VigilException if a recording can't be read or is given twice, or there is too little
   *     of everything
   */
  public HourForecasts.Form run() {
    VITALS.forEach(vital -> byVital.put(vital, new Parts()));
    List<String> names = RecordingNames.of(recordings);
    try {
      for (int i = 0; i < names.size(); i++) {
        read(names.get(i), recordings.get(i));
      }
    } catch (RecordingException e) {
      throw VigilException.problem(e.getMessage() + ".", e);
    }
    List<HourForecast> forecasts = new ArrayList<>();
    for (String vital : VITALS) {
      Parts parts = requireNonNull(byVital.get(vital));
      if (parts.areEnough()) {
        forecasts.add(judged(vital, parts));
        progress.at("vital signs learned", forecasts.size());
      } else {
        progress.at("cases of " + vital + ", too few to learn from or to judge by", parts.cases());
      }
    }
    if (forecasts.isEmpty()) {
      throw VigilException.problem("The recordings have too little of every vital sign.");
    }
    return new HourForecasts.Form(String.join(", ", names), forecasts);
  }

  private HourForecast judged(String vital, Parts parts) {
    HourForecast learned = HourLearner.learn(vital, parts.fitted, parts.held);
    List<HourProof> proofs = new ArrayList<>();
    parts.judged.forEach(
        (recording, cases) ->
            proofs.add(HourEvaluation.of(recording, HourLearner.said(learned, cases), settings)));
    return learned.with(proofs);
  }

  private void read(String name, Path path) {
    StayReader reader = new StayReader();
    long[] read = {0};
    try (Stream<RecordedPatient> patients = Recordings.open(path).patients()) {
      patients.forEach(
          patient -> {
            add(name, reader.stay(patient));
            if (++read[0] % 1000 == 0) {
              progress.at("patients of " + name, read[0]);
            }
          });
    }
  }

  private void add(String recording, RecordedStay stay) {
    String patient = stay.context().patient();
    int part = dealt.computeIfAbsent(patient, id -> part(recording + "/" + id));
    byVital.forEach(
        (vital, parts) -> {
          List<HourCase> cases = HourCases.of(patient, samples(stay, vital));
          switch (part) {
            case 0, 1 -> parts.fitted.addAll(cases);
            case 2 -> parts.held.addAll(cases);
            default -> {
              if (!cases.isEmpty()) {
                parts.judged.computeIfAbsent(recording, id -> new ArrayList<>()).addAll(cases);
              }
            }
          }
        });
  }

  private static int part(String drawn) {
    return Integer.parseInt(Sha256.hex(drawn).substring(0, 2), 16) % 4;
  }

  /** Of several values of one second the mean. */
  private static List<Sample> samples(RecordedStay stay, String vital) {
    List<Sample> samples = new ArrayList<>();
    for (RecordedStay.Row row : stay.rows()) {
      row.readings().stream()
          .filter(reading -> reading.vital().equals(vital))
          .mapToDouble(HourRun::value)
          .average()
          .ifPresent(value -> samples.add(new Sample(row.time(), value)));
    }
    return samples;
  }

  private static double value(Reading reading) {
    return VitalSigns.catalogue().get(reading.vital()).toDecimal(reading.value()).doubleValue();
  }
}
