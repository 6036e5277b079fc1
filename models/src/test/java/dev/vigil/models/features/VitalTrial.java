package dev.vigil.models.features;

import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends a schedule of single readings through the engine and through the reference and compares
 * them after every step: the judgement, and all features at the stamp, from what the engine carries
 * along. After every third step also at a later instant, from a snapshot or from what was written
 * and read; sometimes that takes the engine's place. Now and then a snapshot is taken as a backend
 * on the heap does, which must say the same ever after. Answers with the first difference, or with
 * nothing.
 *
 * <p>Public and without state, so that an engine with a planted fault can be tried by another class
 * loader.
 */
public final class VitalTrial implements Function<List<Readings>, String> {
  private static final long[] LATER = {
    1, 59, 60, 241, 299, 300, 301, 3_000, 3_540, 3_600, 8_000, 28_800, 80_000, 86_400, 180_000
  };

  private InMemoryVitalParts engine = new InMemoryVitalParts();
  private final Map<String, ReferenceVital> reference = new HashMap<>();

  /** As a backend does that keeps bytes: what isn't put again is lost. */
  private boolean handsOutCopies;

  private InMemoryVitalParts aside = new InMemoryVitalParts();
  private SortedMap<String, String> asideWritten = new TreeMap<>();

  private record Copies(InMemoryVitalParts kept) implements VitalParts {
    @Override
    public @Nullable VitalPart get(String key) {
      VitalPart part = kept.get(key);
      return part == null ? null : part.copy();
    }

    @Override
    public void put(String key, VitalPart part) {
      kept.put(key, part);
    }

    @Override
    public void remove(String key) {
      kept.remove(key);
    }
  }

  @Override
  public String apply(List<Readings> schedule) {
    VitalTrial trial = new VitalTrial();
    trial.handsOutCopies = schedule.size() % 2 == 0;
    for (Readings arrival : schedule) {
      String difference = trial.step(arrival.readings().get(0), arrival.received());
      if (!difference.isEmpty()) {
        return difference;
      }
    }
    return "";
  }

  private String step(Reading reading, long stamp) {
    ReferenceVital expected =
        reference.computeIfAbsent(reading.vital(), id -> new ReferenceVital());
    VitalState state = open(reading.vital(), handsOutCopies ? new Copies(engine) : engine);
    Judgement judgement = state.apply(reading, stamp);
    state.save();
    Judgement right = expected.apply(reading, stamp);
    if (judgement != right) {
      return stamp + ": " + reading + " is " + judgement + ", expected " + right;
    }
    String difference = compare(reading.vital(), engine, expected, stamp);
    return difference.isEmpty() ? compareLater(reading, expected, stamp) : difference;
  }

  /** What is done depends on the step alone, so that a schedule always means the same. */
  private String compareLater(Reading reading, ReferenceVital expected, long stamp) {
    int choice = Math.floorMod(31 * stamp + 7 * reading.measured() + reading.value(), 1 << 20);
    if (choice % 3 != 0) {
      return "";
    }
    int variant = choice / 3;
    if (variant % 5 == 0) {
      if (!States.written(aside).equals(asideWritten)) {
        return stamp + ": a snapshot has changed before " + reading;
      }
      snapshot(variant % 2 == 0);
    }
    InMemoryVitalParts kept =
        States.each(engine, variant % 2 == 0 ? VitalPart::snapshot : States::reread);
    if (variant % 7 < 2) {
      engine = States.each(kept, VitalPart::copy);
    }
    return compare(reading.vital(), kept, expected, stamp + LATER[variant % LATER.length]);
  }

  /** Either goes on, and the other one stands aside. */
  private void snapshot(boolean goesOnItself) {
    InMemoryVitalParts other = States.each(engine, VitalPart::snapshot);
    aside = goesOnItself ? other : engine;
    engine = goesOnItself ? engine : other;
    asideWritten = States.written(aside);
  }

  private static String compare(
      String vital, VitalParts parts, ReferenceVital reference, long now) {
    FeatureCatalogue catalogue = FeatureCatalogue.instance();
    FeatureRow row = new FeatureRow(catalogue);
    catalogue.of(vital).addTo(row, open(vital, parts), now);
    SortedMap<String, Double> values = row.vector("p", 0, now).values();
    SortedMap<String, Double> expected = reference.features(vital, now);
    return values.equals(expected) ? "" : now + ": " + values + ", expected " + expected;
  }

  private static VitalState open(String vital, VitalParts parts) {
    return VitalState.open(vital, FeatureCatalogue.instance().of(vital).scale(), parts);
  }
}
