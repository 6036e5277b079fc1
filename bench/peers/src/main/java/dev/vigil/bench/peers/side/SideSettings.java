package dev.vigil.bench.peers.side;

import dev.vigil.bench.peers.work.HoppingWindow;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Where a side reads and writes, and which windows it computes.
 *
 * @param bootstrap Kafka's address
 * @param input topic of the readings, one partition
 * @param output topic of the results, one partition
 * @param windows which
 */
public record SideSettings(
    String bootstrap, String input, String output, List<HoppingWindow> windows)
    implements Serializable {
  private static final long serialVersionUID = 1L;
  private static final String SEPARATOR = ",";
  private static final int ARGUMENTS = 4;

  public SideSettings {
    windows = List.copyOf(windows);
  }

  /** For a command line. */
  public List<String> arguments() {
    return List.of(
        bootstrap,
        input,
        output,
        windows.stream().map(HoppingWindow::text).collect(Collectors.joining(SEPARATOR)));
  }

  /** What {@link #arguments} wrote. */
  public static SideSettings parse(List<String> arguments) {
    if (arguments.size() != ARGUMENTS) {
      throw new IllegalArgumentException(
          arguments.size() + " arguments, expected BOOTSTRAP INPUT OUTPUT WINDOWS");
    }
    return new SideSettings(
        arguments.get(0),
        arguments.get(1),
        arguments.get(2),
        Arrays.stream(arguments.get(3).split(SEPARATOR, -1)).map(HoppingWindow::parse).toList());
  }
}
