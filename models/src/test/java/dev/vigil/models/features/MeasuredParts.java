package dev.vigil.models.features;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Counts the bytes of those parts that are got or put. */
final class MeasuredParts implements VitalParts {
  private final InMemoryVitalParts kept = new InMemoryVitalParts();
  private final Set<String> touched = new HashSet<>();

  @Override
  public @Nullable VitalPart get(String key) {
    touched.add(key);
    return kept.get(key);
  }

  @Override
  public void put(String key, VitalPart part) {
    touched.add(key);
    kept.put(key, part);
  }

  @Override
  public void remove(String key) {
    kept.remove(key);
  }

  int bytes() {
    return kept.all().values().stream().mapToInt(MeasuredParts::bytes).sum();
  }

  void untouched() {
    touched.clear();
  }

  int touchedBytes() {
    return touched.stream()
        .map(kept::get)
        .filter(Objects::nonNull)
        .mapToInt(MeasuredParts::bytes)
        .sum();
  }

  private static int bytes(VitalPart part) {
    return States.bytes(VitalPartCodec.INSTANCE, part).length;
  }
}
