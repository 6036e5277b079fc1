package dev.vigil.app.alive;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class SilenceTest {
  private static final Duration AFTER = Duration.ofSeconds(60);

  @Test
  void vigilThatAnswers_isNotSilent_andThatStopsIsAfterTheTime_notBefore() {
    Silence silence = new Silence(AFTER, true, false, 0);

    silence.looked(true, "it is alive", 50);
    silence.looked(false, "nobody answers", 60);

    assertThat(silence.because(109)).isNull();
    assertThat(silence.because(110))
        .isEqualTo("Vigil has given no good answer for 60 s or more (nobody answers)");
    silence.looked(true, "it is alive", 111);
    assertThat(silence.because(112)).isNull();
  }

  @Test
  void answerThatSaysSomethingIsBroken_isNoSignOfLife() {
    Silence silence = new Silence(AFTER, true, false, 0);

    silence.looked(false, "Job alerts stands still", 30);

    assertThat(silence.because(60)).contains("Job alerts stands still");
    assertThat(silence.hasBeenHeard()).isFalse();
  }

  @Test
  void whereBothAreAskedFor_bothMustCome() {
    Silence silence = new Silence(AFTER, true, true, 0);
    silence.looked(true, "it is alive", 59);
    assertThat(silence.hasBeenHeard()).isFalse();
    assertThat(silence.because(60)).isEqualTo("Vigil has not called for 60 s or more");

    silence.called(60);

    assertThat(silence.because(61)).isNull();
    assertThat(silence.hasBeenHeard()).isTrue();
    assertThat(silence.because(119)).contains("no good answer");
  }
}
