package dev.vigil.app.cli;

import dev.vigil.app.failure.VigilException;
import dev.vigil.app.replay.ReplayStop;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --step}: a replay that stands now and then, and goes on with a line of its input. */
final class StepOption {
  private static final String WORD = "--step";

  @Option(
      names = WORD,
      paramLabel = "HOURS",
      description =
          "Stop the recorded clock at the beginning and after every so many recorded hours until"
              + " Enter is pressed (a line on standard input): to deploy, to promote, to look. At"
              + " the end of the input it plays on without stops.")
  private @Nullable Integer hours;

  boolean isGiven() {
    return hours != null;
  }

  /** Between two stops; 0 for none. */
  int hours() {
    if (hours == null) {
      return 0;
    }
    if (hours < 1) {
      throw VigilException.usage(
          WORD + " is " + hours + ", expected whole hours from 1 on: leave it out for no stops.");
    }
    return hours;
  }

  /** Waits for lines of standard input. */
  ReplayStop stop(Consumer<String> say) {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset()));
    return hour -> {
      say.accept("Stopped at recorded hour " + hour + ": press Enter to go on.");
      if (hasLine(in)) {
        return true;
      }
      say.accept("Standard input has ended: playing on without stops.");
      return false;
    };
  }

  private static boolean hasLine(BufferedReader in) {
    try {
      return in.readLine() != null;
    } catch (IOException e) {
      throw VigilException.problem("Standard input can't be read: leave out " + WORD + ".", e);
    }
  }
}
