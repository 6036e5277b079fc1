package dev.vigil.dashboard.course;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.dashboard.InMemoryHistory;
import dev.vigil.dashboard.course.HistoryReader.PastTransition;
import dev.vigil.dashboard.ward.HeartRateAlert;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Score;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CoursesTest {
  private static final long NOW = 1_772_000_000L;
  private static final long HOUR = 3_600;
  private static final String MODEL = "news2";

  private final InMemoryHistory history = new InMemoryHistory();
  private final Courses courses = new Courses(history);

  /** Who is seen every four hours has a score of before the hour that is shown. */
  @Test
  void scoreThatStoodThen_isFoundThoughItIsOlderThanTheSpan() {
    history.add(score("1", NOW - 5 * HOUR, 3));
    history.add(score("1", NOW - 4 * HOUR, 9));

    Courses.ScoreCourse then = score(NOW - HOUR, NOW - 60);

    assertThat(then.points()).isEmpty();
    assertThat(then.latest()).extracting(HistoryReader.PastScore::known).isEqualTo(NOW - 4 * HOUR);
    assertThat(score(NOW - 6 * HOUR, NOW - 5 * HOUR - 1).latest()).as("not said yet").isNull();
    assertThat(score(NOW - HOUR, null).latest()).as("nobody asks of then").isNull();
  }

  @Test
  void scoreThatStoodThen_isOneOfALiveVersion() {
    history.add(score("1", NOW - 3 * HOUR, 3));
    history.add(score("2", NOW - 2 * HOUR, 9));

    Courses.ScoreCourse then =
        courses.score(
            "p1",
            MODEL,
            new Span(NOW - HOUR, NOW, 400, NOW - 60),
            NOW - 9 * HOUR,
            score -> score.version().equals("1"));

    assertThat(then.latest()).extracting(HistoryReader.PastScore::version).isEqualTo("1");
  }

  @Test
  void scoreOfAnEarlierStay_stoodInIt_andNotInTheNextOne() {
    long admittedAgain = NOW - 2 * HOUR;
    history.add(score("1", NOW - 4 * HOUR, 9));

    assertThat(score(NOW - HOUR, NOW - 60, admittedAgain).latest()).isNull();
    assertThat(score(NOW - 24 * HOUR, NOW - 60, admittedAgain).latest()).isNull();
    assertThat(score(NOW - 4 * HOUR, NOW - 3 * HOUR, admittedAgain).latest()).isNotNull();
  }

  /** Who was admitted again has a past before that. */
  @Test
  void alertOfAnEarlierStay_wasOpenThoughItBeganBeforeTheSpan() {
    long admittedAgain = NOW - 24 * HOUR;
    long then = admittedAgain - 10 * HOUR;
    history.add(HeartRateAlert.raised(1, then - 3 * HOUR));
    history.add(HeartRateAlert.of("p1", 2, State.RESOLVED, Priority.HIGH, then + 2 * HOUR));

    assertThat(open(then, admittedAgain)).hasSize(1);
    assertThat(open(then + 2 * HOUR, admittedAgain)).isEmpty();
  }

  private Courses.ScoreCourse score(long from, @Nullable Long asOf) {
    return score(from, asOf, NOW - 9 * HOUR);
  }

  private Courses.ScoreCourse score(long from, @Nullable Long asOf, long admitted) {
    return courses.score("p1", MODEL, new Span(from, NOW, 400, asOf), admitted, live -> true);
  }

  private List<PastTransition> open(long asOf, long admitted) {
    return courses.alerts("p1", new Span(asOf - HOUR, asOf, 400, asOf), admitted).open();
  }

  private static Score score(String version, long known, double value) {
    return new Score(
        "p1",
        MODEL,
        version,
        new OutputNumber(known, known, 0),
        known,
        Score.Outcome.SCORE,
        value,
        null,
        null,
        new TreeMap<>(),
        List.of(),
        null);
  }
}
