package dev.vigil.app.forecast;

import dev.vigil.app.runtime.CodeVersion;
import dev.vigil.models.bundles.BundleCard;
import dev.vigil.models.bundles.BundleCard.Performance;
import dev.vigil.models.bundles.BundleException;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.evaluation.Estimate;
import dev.vigil.models.evaluation.ForecastReport;
import dev.vigil.models.evaluation.ForecastReport.ContestantReport;
import dev.vigil.models.evaluation.ForecastReport.SliceReport;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Writes the card of a forecast, out of its order and of what its validation measured. */
final class ForecastCard {
  private static final String PURPOSE =
      "Tells what continuously measured glucose is expected to be in 30 minutes, with an interval."
          + " Not an alarm for low glucose, and nothing to dose insulin by.";

  private ForecastCard() {}

  /** The forecast's bundle with its card. */
  static byte[] of(
      ForecastOrder order, byte[] bundle, ForecastReport unseen, ForecastReport later) {
    List<Performance> performance = new ArrayList<>();
    add(performance, "subjects unseen", unseen);
    add(performance, "later time", later);
    BundleCard card =
        new BundleCard(
            PURPOSE,
            order.statement().licence(),
            CodeVersion.get(),
            order.statement().limits(""),
            performance);
    try {
      return Bundles.withCard(bundle, card, new TreeMap<>());
    } catch (BundleException e) {
      throw new IllegalStateException("the bundle just written can't be read", e);
    }
  }

  private static void add(List<Performance> performance, String cases, ForecastReport report) {
    for (SliceReport slice : report.slices()) {
      for (ContestantReport contestant : slice.contestants()) {
        SortedMap<String, Estimate> metrics = new TreeMap<>();
        contestant
            .metrics()
            .forEach((metric, measure) -> metrics.put(metric.key(), measure.estimate()));
        performance.add(
            new Performance(
                contestant.name(),
                cases + ", " + slice.name(),
                null,
                slice.subjects(),
                slice.cases(),
                0,
                metrics));
      }
    }
  }
}
