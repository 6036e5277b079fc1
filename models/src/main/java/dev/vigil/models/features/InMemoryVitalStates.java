package dev.vigil.models.features;

import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Vital signs in memory. */
public final class InMemoryVitalStates implements VitalStates {
  private final TreeMap<String, VitalState> states = new TreeMap<>();

  @Override
  public @Nullable VitalState get(String vital) {
    return states.get(vital);
  }

  @Override
  public void put(String vital, VitalState state) {
    states.put(vital, state);
  }

  @Override
  public Iterable<String> names() {
    return List.copyOf(states.keySet());
  }

  @Override
  public void clear() {
    states.clear();
  }
}
