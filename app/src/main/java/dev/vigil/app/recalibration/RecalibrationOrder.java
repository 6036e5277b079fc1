package dev.vigil.app.recalibration;

import static java.util.Objects.requireNonNull;

import dev.vigil.app.cohort.Target;
import dev.vigil.models.evaluation.EvaluationSettings;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Which model is to be fitted to which site.
 *
 * @param bundle of the model
 * @param data path of a recording of the site
 * @param target what the model predicts
 * @param patients at most so many, in the order of their ids
 * @param version of the fitted model; null for the old one with {@code -site}
 * @param alertsPerDay the budget, alerts a patient-day, that the threshold has to keep; null for
 *     the threshold that labels call for, which are needed then
 * @param settings of the comparison
 */
public record RecalibrationOrder(
    Path bundle,
    Path data,
    Target target,
    int patients,
    @Nullable String version,
    @Nullable Double alertsPerDay,
    EvaluationSettings settings) {
  public RecalibrationOrder {
    requireNonNull(bundle, "bundle is null");
    requireNonNull(data, "data is null");
    requireNonNull(target, "target is null");
    requireNonNull(settings, "settings is null");
  }
}
