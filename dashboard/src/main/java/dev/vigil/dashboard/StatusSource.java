package dev.vigil.dashboard;

import com.fasterxml.jackson.databind.JsonNode;

/** How Vigil itself does: parts, jobs, lag, books. May block; holds no health data. */
@FunctionalInterface
public interface StatusSource {
  JsonNode status();
}
