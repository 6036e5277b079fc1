package dev.vigil.app.notify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.alerting.channels.Delivery;
import dev.vigil.alerting.channels.Delivery.Outcome;
import dev.vigil.app.notify.DeliveryEntry.Letter;
import dev.vigil.app.notify.DeliveryEntry.Redriven;
import dev.vigil.app.notify.DeliveryEntry.Result;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.DeliveryNote;
import dev.vigil.schemas.DeliveryNote.Kind;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.TechnicalAlert;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** What of a notifier's memory is told to others. */
class NotifierNotesTest {
  private static final Delivery REFUSED = new Delivery(Outcome.REFUSED, 2, "smtp-550");
  private static final Letter OF_A_PATIENT =
      Letter.refused(
          "email", "a-1/1", Transitions.of("p-secret", "a-1", 1, State.ACTIVE), REFUSED, 7);
  private static final Letter OF_VIGIL =
      Letter.refused(
          "email",
          "technical/job/alerts/stalled/1",
          TechnicalAlert.raised(null, "job/alerts", "stalled", Priority.HIGH, 5, "It is", "Look."),
          REFUSED,
          8);

  @Test
  void letter_tellsWhatARowShows_andItsWard() {
    assertThat(notes(List.of(), List.of(OF_A_PATIENT, OF_VIGIL)).values())
        .containsExactly(
            new DeliveryNote(Kind.LETTER, "email", "a-1/1", 7L, false, 2, "smtp-550", "a"),
            new DeliveryNote(
                Kind.LETTER,
                "email",
                "technical/job/alerts/stalled/1",
                8L,
                false,
                2,
                "smtp-550",
                null));
  }

  @Test
  void letterThatGoesByItself_isKept_butNotOfAChannelThatIsGone() {
    Letter owed = OF_A_PATIENT.owedTo("ann@ward.example");
    Letter ofAnother =
        Letter.refused("fhir", "a-1/1", Transitions.of("p", "a-1", 1, State.ACTIVE), REFUSED, 7);

    assertThat(notes(List.of(), List.of(owed, ofAnother.owedTo("bob@a.example"))).values())
        .extracting(note -> note.kind() + " " + note.detail())
        .containsExactly("KEPT smtp-550-tried-again", "LETTER smtp-550");
  }

  @Test
  void notes_nameNoPatient_andNobodysAddress() {
    Letter owed = OF_A_PATIENT.owedTo("zoe@ward.example");
    String all = new String(Json.encode(notes(List.of(), List.of(OF_A_PATIENT, owed))), UTF_8);

    assertThat(all).doesNotContain("p-secret", "zoe", "@");
  }

  @Test
  void sameLetterToTwoReaders_andTheSameResultTwice_areTwoNotes() {
    Result again = new Redriven("email", "a-1/1", null, false, 1, "smtp-550", 9L);

    assertThat(
            notes(
                List.of(again, again),
                List.of(
                    OF_A_PATIENT.owedTo("ann@a.example"), OF_A_PATIENT.owedTo("bob@a.example"))))
        .hasSize(4);
  }

  private static SortedMap<String, DeliveryNote> notes(List<Result> results, List<Letter> letters) {
    return NotifierNotes.of(results, letters, Set.of("log", "email"));
  }
}
