package dev.vigil.bench.peers.side;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.slf4j.LoggerFactory;

/** One side in a process of its own, so that what the process costs is what the side costs. */
public final class SideMain {
  private SideMain() {}

  /**
   * Runs until standard input ends.
   *
   * @param arguments the {@link Side}'s name and the {@link SideSettings}
   */
  public static void main(String[] arguments) {
    List<String> words = Arrays.asList(arguments);
    int code = 0;
    try (Side.Running running =
        Side.valueOf(words.get(0)).start(SideSettings.parse(words.subList(1, words.size())))) {
      awaitEndOfInput();
    } catch (Exception e) { // a side may throw anything
      LoggerFactory.getLogger(SideMain.class).error("{} failed", words.get(0), e);
      code = 1;
    }
    // Some leave threads behind, which would keep the process.
    System.exit(code);
  }

  private static void awaitEndOfInput() throws IOException {
    int next = System.in.read();
    while (next >= 0) {
      next = System.in.read();
    }
  }
}
