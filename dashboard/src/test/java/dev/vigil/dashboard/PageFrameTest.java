package dev.vigil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PageFrameTest {
  private final PageFrame frame =
      new PageFrame("<top>\n<!-- place: left -->\n<mid>\n<!-- place: main -->\n<end>\n");

  @Test
  void parts_standInTheirPlaces_whateverTheirOrder() {
    String page = frame.around("<!-- part: main -->\n$1 \\ main\n<!-- part: left -->\nleft\n");

    assertThat(page).isEqualTo("<top>\nleft\n<mid>\n$1 \\ main\n<end>\n");
  }

  @Test
  void place_withoutAPart_isEmpty() {
    assertThat(frame.around("<!-- part: main -->\nmain\n"))
        .isEqualTo("<top>\n<mid>\nmain\n<end>\n");
  }

  @Test
  void part_withoutAPlace_isRefusedByName() {
    assertThatThrownBy(() -> frame.around("<!-- part: mian -->\nmain\n"))
        .hasMessageContaining("no place for the parts [mian]");
  }
}
