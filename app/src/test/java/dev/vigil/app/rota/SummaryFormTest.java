package dev.vigil.app.rota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SummaryFormTest {
  @Test
  void title_isReadByItsForm() throws Exception {
    SummaryForm form = SummaryForm.parse("{} [{role}] {person} (ward {ward}).");

    assertThat(form.read("Week 12 [nurse in charge] Anna (A.) Lin (ward b)."))
        .isEqualTo(Map.of("role", "nurse in charge", "person", "Anna (A.) Lin", "ward", "b"));
  }

  @Test
  void titleOfAnotherForm_isRefused() {
    SummaryForm form = SummaryForm.parse("{role}: {person}");

    for (String title : new String[] {"nurse Anna", "", ": Anna", "nurse:  "}) {
      assertThatThrownBy(() -> form.read(title))
          .as(title)
          .isInstanceOf(RefusedEntryException.class);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a title", "{}", "{who}", "{person} {person}"})
  void form_thatNamesNothingOrTooMuch_isRefused(String form) {
    assertThatThrownBy(() -> SummaryForm.parse(form))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("{ward}, {role}, {person}");
  }
}
