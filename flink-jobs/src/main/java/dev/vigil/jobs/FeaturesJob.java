package dev.vigil.jobs;

import dev.vigil.jobs.fold.FeatureFunction;
import dev.vigil.schemas.RecordType;
import java.util.EnumSet;

/** The job that turns the patient log into feature vectors. */
public final class FeaturesJob extends FoldJob {
  public static final String NAME = "features";

  public FeaturesJob(JobSettings settings) {
    super(
        NAME,
        settings,
        EnumSet.of(RecordType.READINGS, RecordType.CONTEXT),
        new FeatureFunction(settings.featureIntervalSeconds()));
  }
}
