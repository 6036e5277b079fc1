package dev.vigil.models.evaluation;

import static java.util.Objects.requireNonNull;

import dev.vigil.models.evaluation.ForecastReport.ContestantReport;
import dev.vigil.models.evaluation.ForecastReport.SliceReport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Measures forecasts of glucose, side by side with the latest value and its line. Intervals are of
 * resampled subjects, and differences are on the same resamples.
 */
public final class ForecastEvaluation {
  /** The contestant that says that nothing changes. */
  public static final String LAST_VALUE = "last value";

  /** The contestant that says that all goes on as in the last 30 minutes. */
  public static final String LINE = "line";

  private final List<ForecastCase> cases;
  private final Map<String, Integer> places = new TreeMap<>();
  private final List<Contestant> contestants;
  private final Resampling resampling;
  private final int resamples;

  private record Contestant(
      String name, ToDoubleFunction<ForecastCase> says, boolean hasInterval) {}

  private ForecastEvaluation(String model, List<ForecastCase> cases, EvaluationSettings settings) {
    this.cases = List.copyOf(cases);
    cases.forEach(each -> places.putIfAbsent(each.patient(), places.size()));
    this.contestants =
        List.of(
            new Contestant(model, ForecastCase::forecast, true),
            new Contestant(LAST_VALUE, ForecastCase::last, false),
            new Contestant(LINE, ForecastCase::extrapolated, false));
    this.resampling = new Resampling(settings, places.size());
    this.resamples = settings.resamples();
  }

  /**
   * Evaluates.
   *
   * @param model its name
   * @param cases at least one
   */
  public static ForecastReport of(
      String model, List<ForecastCase> cases, EvaluationSettings settings) {
    if (cases.isEmpty()) {
      throw new IllegalArgumentException("there is no forecast, expected at least one");
    }
    return new ForecastEvaluation(requireNonNull(model, "model is null"), cases, settings).report();
  }

  private ForecastReport report() {
    List<SliceReport> slices = new ArrayList<>();
    slices.add(slice("all", each -> true));
    addZones(slices, "came", ForecastCase::actual);
    addZones(slices, "latest value", ForecastCase::last);
    slices.removeIf(slice -> slice.cases() == 0);
    return new ForecastReport(resamples, slices);
  }

  private void addZones(
      List<SliceReport> slices, String what, ToDoubleFunction<ForecastCase> value) {
    slices.add(slice(what + " below 70", each -> value.applyAsDouble(each) < ClarkeZone.LOW));
    slices.add(
        slice(
            what + " 70 to 180",
            each ->
                value.applyAsDouble(each) >= ClarkeZone.LOW
                    && value.applyAsDouble(each) <= ClarkeZone.HIGH));
    slices.add(slice(what + " above 180", each -> value.applyAsDouble(each) > ClarkeZone.HIGH));
  }

  private SliceReport slice(String name, Predicate<ForecastCase> which) {
    List<ForecastCase> some = cases.stream().filter(which).toList();
    List<ContestantReport> reports = new ArrayList<>();
    Numbers first = null;
    for (Contestant contestant : some.isEmpty() ? List.<Contestant>of() : contestants) {
      Numbers numbers = numbers(some, contestant);
      reports.add(new ContestantReport(contestant.name(), measures(numbers, first)));
      first = first == null ? numbers : first;
    }
    int subjects = (int) some.stream().map(ForecastCase::patient).distinct().count();
    return new SliceReport(name, subjects, some.size(), reports);
  }

  /** Of the subjects as they are, and of each resample. */
  private record Numbers(double[] all, double[][] resampled) {
    double[] of(int metric) {
      return Arrays.stream(resampled).mapToDouble(numbers -> numbers[metric]).toArray();
    }
  }

  private Numbers numbers(List<ForecastCase> some, Contestant contestant) {
    ForecastStatistic statistic =
        new ForecastStatistic(some, places, contestant.says(), contestant.hasInterval());
    int[] once = new int[places.size()];
    Arrays.fill(once, 1);
    return new Numbers(statistic.of(once), resampling.of(statistic));
  }

  private static Map<ForecastMetric, Measure> measures(Numbers of, @Nullable Numbers first) {
    Map<ForecastMetric, Measure> measures = new EnumMap<>(ForecastMetric.class);
    for (ForecastMetric metric : ForecastMetric.values()) {
      int i = metric.ordinal();
      if (Double.isFinite(of.all()[i])) {
        Estimate estimate = Estimate.of(of.all()[i], of.of(i));
        measures.put(metric, new Measure(estimate, first == null ? null : above(of, first, i)));
      }
    }
    return measures;
  }

  private static @Nullable Estimate above(Numbers of, Numbers first, int metric) {
    double difference = of.all()[metric] - first.all()[metric];
    if (!Double.isFinite(difference)) {
      return null;
    }
    double[] ours = of.of(metric);
    double[] firsts = first.of(metric);
    Arrays.setAll(ours, i -> ours[i] - firsts[i]);
    return Estimate.of(difference, ours);
  }
}
