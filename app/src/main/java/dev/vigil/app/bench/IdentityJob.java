package dev.vigil.app.bench;

import dev.vigil.jobs.FoldJob;
import dev.vigil.jobs.JobSettings;
import dev.vigil.schemas.RecordType;
import java.util.EnumSet;

/** The features job with an operator that does nothing in the place of the engine. */
final class IdentityJob extends FoldJob {
  static final String NAME = "identity";

  IdentityJob(JobSettings settings) {
    super(
        NAME,
        settings,
        EnumSet.of(RecordType.READINGS, RecordType.CONTEXT),
        new IdentityFunction(settings.featureIntervalSeconds()));
  }
}
