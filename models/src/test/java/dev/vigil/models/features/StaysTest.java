package dev.vigil.models.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.Reading;
import org.junit.jupiter.api.Test;

/** Who is discharged and admitted again: what is of which stay, the log's order says. */
class StaysTest extends FoldedPatient {
  private final Contexts contexts = new Contexts();

  /** Values of the stay before would call somebody in this one. */
  @Test
  void stayThatWasEnteredToBeginBeforeTheDischarge_hasNoVectorUntilSomethingComes() {
    // given
    fold(T, contexts.admission(T));
    heartRate(T, 800);
    fold(T + 100, contexts.discharge(T + 100));

    // when
    fold(T + 200, contexts.admission(T + 50));
    fold(T + 300, contexts.change(71));
    replay.advance(T + 400);

    // then
    assertThat(instants()).containsExactly(T + 1);

    // when
    heartRate(T + 400, 800);
    fold(T + 500, contexts.change(72));
    replay.advance(T + 600);

    // then
    assertThat(instants()).containsExactly(T + 1, T + 401, T + 501);
  }

  /** The patient would be scored by the other SpO2 scale until somebody measures again. */
  @Test
  void readingInTheSecondOfItsAdmission_orBeforeTheTimeThatWasEntered_isOfTheStay() {
    // given
    fold(T, contexts.admission(T));
    heartRate(T, 800);
    fold(T + 100, contexts.change(71));
    fold(T + 200, contexts.discharge(T + 200));
    fold(T + 200, contexts.admission(T + 260));

    // when
    heartRate(T + 210, 800);
    fold(T + 230, contexts.change(72));
    replay.advance(T + 400);

    // then
    assertThat(instants()).containsExactly(T + 1, T + 101, T + 211, T + 271);
  }

  @Test
  void firstReadingAfterAnAdmission_doesNotWaitForTheVectorOfTheStayBefore() {
    // given
    fold(T, contexts.admission(T));
    heartRate(T, 800);
    fold(T + 10, contexts.discharge(T + 10));
    fold(T + 10, contexts.admission(T + 10));

    // when
    heartRate(T + 11, 800);
    replay.advance(T + 20);

    // then
    assertThat(instants()).containsExactly(T + 1, T + 12);
  }

  /** A gateway knows of an admission as soon as it is stored, which is before it is in the log. */
  @Test
  void readingThatCameBeforeTheAdmissionItIsOf_isScoredWithIt() {
    // given
    fold(T, contexts.admission(T));
    fold(T + 100, contexts.discharge(T + 100));

    // when
    heartRate(T + 100, 800);
    replay.advance(T + 110);
    fold(T + 110, contexts.admission(T + 50));
    replay.advance(T + 200);

    // then
    assertThat(instants()).containsExactly(T + 111);
    assertThat(vectors.get(0).values()).containsEntry("heart-rate.last", 80.0);
  }

  @Test
  void lateReadingOfTheStayBefore_isNoneOfTheNext() {
    // given
    fold(T, contexts.admission(T));
    fold(T + 100, contexts.discharge(T + 100));

    // when
    fold(T + 105, Reading.of("heart-rate", "mon-1", T + 99, 800));
    fold(T + 110, contexts.admission(T + 50));
    fold(T + 120, contexts.change(71));
    replay.advance(T + 200);

    // then
    assertThat(instants()).isEmpty();
  }
}
