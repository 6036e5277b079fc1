package dev.vigil.models.features;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parts in memory. */
public final class InMemoryVitalParts implements VitalParts {
  private final Map<String, VitalPart> parts = new HashMap<>();

  @Override
  public @Nullable VitalPart get(String key) {
    return parts.get(key);
  }

  @Override
  public void put(String key, VitalPart part) {
    parts.put(key, part);
  }

  @Override
  public void remove(String key) {
    parts.remove(key);
  }

  /** All that is kept, by key. */
  public Map<String, VitalPart> all() {
    return Collections.unmodifiableMap(parts);
  }
}
