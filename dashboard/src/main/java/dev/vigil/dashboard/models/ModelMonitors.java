package dev.vigil.dashboard.models;

import dev.vigil.models.monitoring.MonitorReport;
import java.util.List;

/** How the versions do that run, as live monitors see it. */
@FunctionalInterface
public interface ModelMonitors {
  /** One report for each version; empty until the log has been read once. Doesn't block. */
  List<MonitorReport> reports();
}
