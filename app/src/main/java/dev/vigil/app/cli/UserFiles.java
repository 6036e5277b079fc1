package dev.vigil.app.cli;

import dev.vigil.app.failure.VigilException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** Work on the user file, whose failures are for people. */
final class UserFiles {
  private UserFiles() {}

  static <T> T in(Supplier<T> work) {
    try {
      return work.get();
    } catch (IllegalStateException | UncheckedIOException e) {
      throw VigilException.problem(e.getMessage() + ".", e);
    } catch (IllegalArgumentException e) {
      throw VigilException.usage(e.getMessage() + ".");
    }
  }
}
