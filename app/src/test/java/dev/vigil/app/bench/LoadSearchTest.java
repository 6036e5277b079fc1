package dev.vigil.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.failure.VigilException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadSearchTest {
  private static final double FIRST = 400_000;

  @ParameterizedTest
  @ValueSource(doubles = {5_000, 92_000, 399_999, 400_000, 400_001, 1_000_000, 30_000_000})
  void load_isOneThatHolds_andTheNextOneDoesNot(double sustained) {
    double found = LoadSearch.highest(FIRST, rate -> rate <= sustained);

    assertThat(found).isLessThanOrEqualTo(sustained);
    assertThat(found / LoadSearch.STEP).isGreaterThan(sustained);
  }

  @Test
  void load_isTriedOnce_andFromTheFirstOneInOneDirection() {
    List<Double> tried = new ArrayList<>();

    double found =
        LoadSearch.highest(
            100,
            rate -> {
              tried.add(rate);
              return rate < 130;
            });

    assertThat(tried).containsExactly(100.0, 100 / LoadSearch.STEP, found / LoadSearch.STEP);
    assertThat(found).isEqualTo(100 / LoadSearch.STEP);
  }

  @Test
  void searchWithoutAnEnd_isGivenUp_andNoBoundIsReported() {
    assertThatThrownBy(() -> LoadSearch.highest(FIRST, rate -> true))
        .isInstanceOf(VigilException.class)
        .hasMessageContaining("are sustained: the search goes no further");
    assertThatThrownBy(() -> LoadSearch.highest(FIRST, rate -> false))
        .isInstanceOf(VigilException.class)
        .hasMessageContaining("Not even 4,");
  }
}
