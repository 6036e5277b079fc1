package dev.vigil.app.world;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.history.FeatureRow;
import dev.vigil.history.HistoryStore;
import dev.vigil.schemas.OutputNumber;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class StoreReaderTest {
  private static final long NOON = 1_772_000_000L;
  private static final OutputNumber FIRST = new OutputNumber(10, NOON, 0);
  private static final OutputNumber SAME_SECOND = new OutputNumber(11, NOON, 0);

  @Test
  void vectors_areEachOfItsOwn_evenOfOneSecond() {
    StoreReader reader =
        reading(row("centre", 70, FIRST), row("spread", 4, FIRST), row("centre", 80, SAME_SECOND));

    List<SortedMap<String, Double>> vectors =
        reader.vectors("p1", List.of("centre", "spread"), NOON, NOON);

    assertThat(vectors)
        .<Map<String, Double>>map(vector -> vector)
        .containsExactly(Map.of("centre", 70.0, "spread", 4.0), Map.of("centre", 80.0));
  }

  private static FeatureRow row(String feature, double value, OutputNumber number) {
    return new FeatureRow("p1", feature, NOON, value, number);
  }

  /** Of a store that has these rows, and is asked for no others. */
  private static StoreReader reading(FeatureRow... rows) {
    return new StoreReader(
        (HistoryStore)
            Proxy.newProxyInstance(
                HistoryStore.class.getClassLoader(),
                new Class<?>[] {HistoryStore.class},
                (store, asked, with) -> List.of(rows)));
  }
}
