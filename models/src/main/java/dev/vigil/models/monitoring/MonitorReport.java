package dev.vigil.models.monitoring;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vigil.models.evaluation.CalibrationCheck;
import dev.vigil.schemas.Score;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How one version does.
 *
 * @param from first second of the window, of known time, since the epoch
 * @param to how far the log's time had come
 * @param share of all patients that is watched, 0 to 1
 * @param patients in the window
 * @param rows an hour of a patient each
 * @param trainedOn what there is to compare with; null if the bundle has no reference
 * @param outcomes shares of the scores that are a value, a range, not applicable or failed
 * @param warning share of the scores that warn
 * @param score what it says
 * @param inputs those that changed most first
 * @param disagreement with the version that is live; null if it never scored beside one
 * @param calibration against what really happened; null where no outcome is known
 * @param judgements one for each condition
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record MonitorReport(
    String model,
    String version,
    long from,
    long to,
    double share,
    long patients,
    long rows,
    @JsonProperty("trained_on") @Nullable TrainedOn trainedOn,
    SortedMap<String, Double> outcomes,
    double warning,
    Compared score,
    List<Compared> inputs,
    @Nullable Disagreement disagreement,
    @Nullable CalibrationCheck calibration,
    List<Judgement> judgements) {

  /**
   * What there is to compare with.
   *
   * @param source where it is from, for people
   */
  public record TrainedOn(String source, long patients, long rows) {}

  /**
   * How far a version is from the one that is live for the same patients.
   *
   * @param pairs vectors that both gave a value for
   * @param distance mean absolute difference of the values
   * @param sides share of the pairs in which one warns and the other doesn't
   */
  public record Disagreement(
      long pairs,
      @JsonProperty("mean_absolute_difference") double distance,
      @JsonProperty("different_decisions") double sides) {}

  private static final Comparator<Compared> WORST_FIRST =
      Comparator.comparingDouble((Compared of) -> of.psi() == null ? -1 : of.psi())
          .thenComparingDouble(MonitorReport::excessUnknown)
          .reversed()
          .thenComparing(Compared::name);

  public MonitorReport {
    requireNonNull(model, "model is null");
    requireNonNull(version, "version is null");
    outcomes = Collections.unmodifiableSortedMap(new TreeMap<>(outcomes));
    inputs = List.copyOf(inputs);
    judgements = List.copyOf(judgements);
  }

  static MonitorReport of(MonitoredVersion version, Cell window, long from, long to, double share) {
    MonitorReport report =
        new MonitorReport(
            version.model(),
            version.version(),
            from,
            to,
            share,
            window.patients(),
            window.vectors(),
            trainedOn(version.reference()),
            shares(window),
            share(window.warnings(), window.answers()),
            score(version, window),
            inputs(version, window),
            disagreement(window),
            null,
            List.of());
    return report.with(null, new MonitorJudge(report, window.answers()).judgements());
  }

  private static @Nullable TrainedOn trainedOn(@Nullable Reference reference) {
    return reference == null
        ? null
        : new TrainedOn(reference.source(), reference.patients(), reference.rows());
  }

  private static List<Compared> inputs(MonitoredVersion version, Cell window) {
    Reference reference = version.reference();
    return IntStream.range(0, version.inputs().size())
        .mapToObj(
            place -> {
              String name = version.inputs().get(place);
              Distribution now = window.input(place, version.edges(place));
              Distribution then = reference == null ? null : reference.inputs().get(name);
              return compared(name, now, then, window, window.patientsKnowing(place), version);
            })
        .sorted(WORST_FIRST)
        .toList();
  }

  private static Compared score(MonitoredVersion version, Cell window) {
    Reference reference = version.reference();
    Distribution then = reference == null ? null : reference.score();
    Distribution now = window.scores(version.scoreEdges());
    return compared(Compared.SCORE, now, then, window, window.patientsScored(), version);
  }

  private static Compared compared(
      String name,
      Distribution now,
      @Nullable Distribution then,
      Cell window,
      int patients,
      MonitoredVersion version) {
    Reference reference = version.reference();
    boolean isEnough = window.patients() >= MonitorLimits.LEAST_PATIENTS;
    long trained = reference == null ? 0 : reference.patients();
    return Compared.of(name, now, then, isEnough, patients, trained);
  }

  private static @Nullable Disagreement disagreement(Cell window) {
    return window.pairs() == 0
        ? null
        : new Disagreement(window.pairs(), window.meanDistance(), window.otherSides());
  }

  private static double share(long some, long all) {
    return (double) some / (double) Math.max(1, all);
  }

  private static SortedMap<String, Double> shares(Cell window) {
    SortedMap<String, Double> shares = new TreeMap<>();
    for (Score.Outcome outcome : Score.Outcome.values()) {
      shares.put(wireName(outcome), share(window.answers(outcome), window.answers()));
    }
    return shares;
  }

  static String wireName(Score.Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** How much more often an input is unknown than in training; 0 where nobody knows. */
  static double excessUnknown(Compared of) {
    Distribution expected = of.expected();
    return expected == null ? 0 : of.now().unknownShare() - expected.unknownShare();
  }

  /** {@code model:version}. */
  public String id() {
    return Score.modelVersion(model, version);
  }

  /** The same with what outcomes say of it. */
  public MonitorReport calibrated(CalibrationCheck check) {
    List<Judgement> others = new ArrayList<>(judgements);
    others.removeIf(each -> each.condition() == MonitorCondition.CALIBRATION);
    others.add(MonitorJudge.calibration(check));
    return with(check, others);
  }

  private MonitorReport with(@Nullable CalibrationCheck check, List<Judgement> judged) {
    return new MonitorReport(
        model,
        version,
        from,
        to,
        share,
        patients,
        rows,
        trainedOn,
        outcomes,
        warning,
        score,
        inputs,
        disagreement,
        check,
        judged);
  }

  double failed() {
    return outcomes.getOrDefault(wireName(Score.Outcome.FAILED), 0.0);
  }
}
