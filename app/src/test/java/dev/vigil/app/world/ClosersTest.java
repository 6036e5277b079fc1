package dev.vigil.app.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What becomes of parts that are open when something goes wrong. */
class ClosersTest {
  private final List<String> closed = new ArrayList<>();

  private AutoCloseable part(String name) {
    return () -> closed.add(name);
  }

  @Test
  void wholeThatEndsInAnError_closesItsPartsFromTheLastOn() {
    NoClassDefFoundError missing = new NoClassDefFoundError("missing");

    assertThatThrownBy(
            () ->
                Closers.whole(
                    parts -> {
                      parts.add(part("first"));
                      parts.add(part("second"));
                      throw missing;
                    }))
        .isSameAs(missing);

    assertThat(closed).containsExactly("second", "first");
  }

  @Test
  void wholeWithinAnother_thatEndsInAnError_closesItsPartsFirst() {
    NoClassDefFoundError missing = new NoClassDefFoundError("missing");

    assertThatThrownBy(
            () ->
                Closers.whole(
                    outer -> {
                      outer.add(part("outer"));
                      return Closers.whole(
                          inner -> {
                            inner.add(part("inner"));
                            throw missing;
                          });
                    }))
        .isSameAs(missing);

    assertThat(closed).containsExactly("inner", "outer");
  }

  @Test
  void wholeThatIsThere_hasItsPartsOpen() {
    Closers parts =
        Closers.whole(
            each -> {
              each.add(part("first"));
              return each;
            });

    assertThat(closed).isEmpty();
    parts.close();
    assertThat(closed).containsExactly("first");
  }

  @Test
  void partThatCannotBeClosed_holdsUpNoOther() {
    Closers parts = new Closers();
    parts.add(part("first"));
    parts.add(
        () -> {
          throw new NoClassDefFoundError("missing");
        });

    parts.close();

    assertThat(closed).containsExactly("first");
  }
}
