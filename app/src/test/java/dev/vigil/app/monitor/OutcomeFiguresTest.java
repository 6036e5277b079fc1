package dev.vigil.app.monitor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.history.HistoryStore;
import dev.vigil.history.ScoreRow;
import dev.vigil.models.evaluation.CalibrationCheck;
import dev.vigil.schemas.Outcome;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Score;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeFiguresTest {
  private static final long AT = 1_000 * 3_600L;
  private static final Outcome OUTCOME = new Outcome("p-1", "sepsis", true, AT, "ann", AT + 60);

  private static final OutputNumber NUMBER = new OutputNumber(1, AT, 0);

  private final List<ScoreRow> stored = new ArrayList<>();
  private final OutcomeFigures figures = new OutcomeFigures(() -> List.of(OUTCOME), store());
  private int asked;

  /** A store of what is stored here. */
  private HistoryStore store() {
    return (HistoryStore)
        Proxy.newProxyInstance(
            HistoryStore.class.getClassLoader(),
            new Class<?>[] {HistoryStore.class},
            (proxy, method, args) -> {
              assertThat(method.getName()).isEqualTo("scores");
              asked++;
              return List.copyOf(stored);
            });
  }

  @Test
  void storeThatWasAway_isAskedAgain_untilNothingCanBeMissing() throws Exception {
    said(AT - 7_200);
    assertThat(rows(AT + 600)).isEqualTo(1);

    said(AT - 3_600);
    assertThat(rows(AT + 1_200)).as("not asked all the time").isEqualTo(1);
    assertThat(rows(AT + 600 + 3_600)).isEqualTo(2);

    assertThat(rows(AT + 86_400)).isEqualTo(2);
    int before = asked;
    assertThat(rows(AT + 30 * 86_400L)).isEqualTo(2);
    assertThat(asked).as("what is complete is looked up once").isEqualTo(before);
  }

  private long rows(long now) throws Exception {
    return figures.of("m", "1", "sepsis", now).map(CalibrationCheck::rows).orElse(0L);
  }

  private void said(long known) {
    stored.add(
        new ScoreRow("p-1", "m", "1", known, Score.Outcome.SCORE, 0.5, null, null, null, NUMBER));
  }
}
