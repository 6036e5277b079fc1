package dev.vigil.jobs;

import dev.vigil.jobs.fold.AlertFunction;
import dev.vigil.jobs.log.GovernanceSource;
import dev.vigil.jobs.log.GovernanceTopics;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.fold.Ticks;
import java.util.EnumSet;

/** The job that turns the patient log into alert transitions and episodes. */
public final class AlertsJob extends FoldJob {
  public static final String NAME = "alerts";

  public AlertsJob(JobSettings settings) {
    super(
        NAME,
        settings,
        EnumSet.complementOf(EnumSet.of(RecordType.TICK)),
        new AlertFunction(governance(settings.bootstrap(), settings.world())));
  }

  /** Static, so that it takes nothing but its arguments into the job graph. */
  static GovernanceSource governance(String bootstrap, Ticks.World world) {
    return () -> new GovernanceTopics(bootstrap, world);
  }
}
