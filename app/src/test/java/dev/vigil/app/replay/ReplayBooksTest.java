package dev.vigil.app.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.app.books.Books;
import dev.vigil.simulator.Tally;
import dev.vigil.simulator.Tally.Resent;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ReplayBooksTest {
  private static final String ACCEPTED = "verdicts accepted = readings new in the patient log";
  private static final String REJECTED = "verdicts rejected = records new in vigil.rejected";

  @Test
  void intake_whereEveryAnswerCame_allowsNothing() {
    Verdicts verdicts = new Verdicts(13, tally(10, 2, 1, new Resent(0, 0)));

    assertThat(differences(verdicts, 10, 1)).isEmpty();
    assertThat(differences(verdicts, 11, 1)).containsExactly(ACCEPTED + ": 10 is not 11");
    assertThat(differences(verdicts, 9, 1)).containsExactly(ACCEPTED + ": 10 is not 9");
    assertThat(differences(verdicts, 10, 2)).containsExactly(REJECTED + ": 1 is not 2");
  }

  @Test
  void intake_whereAnswersWereLost_allowsThemAndNoMore() {
    Verdicts verdicts = new Verdicts(13, tally(10, 2, 1, new Resent(2, 1)));

    assertThat(differences(verdicts, 10, 1)).isEmpty();
    assertThat(differences(verdicts, 12, 2)).isEmpty();
    assertThat(differences(verdicts, 13, 1))
        .containsExactly(ACCEPTED + ": 10 is not 13 (at most 2 more could be explained)");
    assertThat(differences(verdicts, 12, 3))
        .containsExactly(REJECTED + ": 1 is not 3 (at most 1 more could be explained)");
  }

  @Test
  void intake_whereAcceptedReadingsAreMissing_isNotExplainedByLostAnswers() {
    Verdicts verdicts = new Verdicts(13, tally(10, 2, 1, new Resent(5, 5)));

    assertThat(differences(verdicts, 9, 1)).hasSize(1);
    assertThat(differences(verdicts, 10, 0)).hasSize(1);
  }

  @Test
  void intake_whereReadingsGotNoVerdict_isOutOfBalance() {
    Verdicts verdicts = new Verdicts(14, tally(10, 2, 1, new Resent(0, 0)));

    assertThat(differences(verdicts, 10, 1))
        .containsExactly("sent = accepted + duplicate + rejected + refused: 14 is not 13");
  }

  private static List<String> differences(Verdicts verdicts, long newAccepted, long newRejected) {
    return new Books(ReplayBooks.intake(verdicts, newAccepted, newRejected))
        .differences().stream().map(Books.Equation::sentence).toList();
  }

  private static Tally tally(long accepted, long duplicate, long rejected, Resent resent) {
    return new Tally(
        accepted,
        duplicate,
        rejected == 0
            ? Collections.emptySortedMap()
            : new TreeMap<>(Map.of("implausible", rejected)),
        0,
        0,
        resent);
  }
}
