package dev.vigil.dashboard;

import com.fasterxml.jackson.databind.JsonNode;

/** Refolds the patient log and compares every output with what was sent. May block for minutes. */
@FunctionalInterface
public interface LogVerifier {
  /** The report, without health data. */
  JsonNode verify();
}
