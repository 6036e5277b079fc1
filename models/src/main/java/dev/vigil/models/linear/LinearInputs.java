package dev.vigil.models.linear;

import dev.vigil.models.features.AcrossVitals;
import dev.vigil.models.features.FeatureCatalogue;
import dev.vigil.models.features.Statistic;
import dev.vigil.models.features.Window;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ObjDoubleConsumer;

/**
 * All inputs of a linear model and the one way from a feature vector to its terms; training and
 * scoring both go through here.
 *
 * @param inputs in a fixed order
 * @param clip a standardised value is cut off at ± this many standard deviations
 */
public record LinearInputs(List<Input> inputs, double clip) {
  /** The declared policy for unknown values, as it stands in a bundle's manifest. */
  public static final String MISSING_VALUES =
      "an unknown value counts as the training median; for latest values an indicator says that it"
          + " is unknown";

  public LinearInputs {
    inputs = List.copyOf(inputs);
    if (!(clip > 0)) {
      throw new IllegalArgumentException("clip " + clip + " is not above 0");
    }
  }

  /** The features that a model of Tribuo is trained on if nothing else is asked for. */
  public static List<String> defaultFeatures() {
    List<String> features =
        new ArrayList<>(
            List.of(
                FeatureCatalogue.AGE,
                FeatureCatalogue.SEX,
                FeatureCatalogue.HOURS_SINCE_ADMISSION,
                AcrossVitals.SHOCK_INDEX,
                AcrossVitals.PULSE_PRESSURE,
                AcrossVitals.SPO2_FIO2,
                AcrossVitals.ROX));
    for (VitalSign vital : VitalSigns.catalogue().all()) {
      if (vital.id().equals(FeatureCatalogue.INTERSTITIAL_GLUCOSE)
          || vital.kind() == VitalSign.Kind.TECHNICAL) {
        continue; // which no recording of a bedside has
      }
      features.add(FeatureCatalogue.last(vital.id()));
      features.add(FeatureCatalogue.age(vital.id()));
      if (vital.kind() == VitalSign.Kind.VITAL) {
        features.add(FeatureCatalogue.name(vital.id(), Statistic.MEAN, Window.HOURS_8));
        features.add(FeatureCatalogue.name(vital.id(), Statistic.SLOPE, Window.HOURS_8));
        features.add(FeatureCatalogue.name(vital.id(), Statistic.SD, Window.HOURS_24));
        features.add(FeatureCatalogue.name(vital.id(), Statistic.MIN, Window.HOURS_24));
        features.add(FeatureCatalogue.name(vital.id(), Statistic.MAX, Window.HOURS_24));
      }
    }
    return List.copyOf(features);
  }

  /** Whether a feature's absence may be an input: of latest values only, the rest goes along. */
  public static boolean mayHaveIndicator(String feature) {
    return FeatureCatalogue.isLast(feature);
  }

  /** What the weights are multiplied with, by name: known values and all indicators. */
  public void terms(double[] values, ObjDoubleConsumer<String> terms) {
    for (int i = 0; i < values.length; i++) {
      Input input = inputs.get(i);
      boolean unknown = Double.isNaN(values[i]);
      if (!unknown) {
        known(input, values[i], terms);
      }
      if (input.hasIndicator()) {
        terms.accept(input.missing(), input.indicator(unknown, clip));
      }
    }
  }

  private void known(Input input, double value, ObjDoubleConsumer<String> terms) {
    if (!input.isCoded()) {
      terms.accept(input.feature(), input.standardise(value, clip));
    }
    for (int code = 0; code < input.codes().size(); code++) {
      terms.accept(input.code(code), input.isCode(code, value, clip));
    }
  }

  /** The standardised values, 0 where unknown; indicators left out. */
  public double[] standardised(double[] values) {
    double[] standardised = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      standardised[i] = inputs.get(i).standardise(values[i], clip);
    }
    return standardised;
  }
}
