package dev.vigil.app.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigil.app.failure.VigilException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The two ports of a broker; remembered in its folder, so that tools find it where it was. */
record BrokerPorts(int broker, int controller) {
  static final String HOST = "127.0.0.1";
  private static final String FILE = "ports";

  static BrokerPorts choose(Path folder, int wanted) {
    BrokerPorts last = remembered(folder);
    if (wanted != 0) {
      Ports.requireFree(HOST, wanted, "kafka.port");
    }
    int broker = wanted != 0 ? wanted : freeOr(last.broker);
    int controller = last.controller == broker ? Ports.free() : freeOr(last.controller);
    BrokerPorts chosen = new BrokerPorts(broker, controller);
    if (!chosen.equals(last)) {
      chosen.remember(folder);
    }
    return chosen;
  }

  private static int freeOr(int preferred) {
    return preferred != 0 && Ports.isFree(HOST, preferred) ? preferred : Ports.free();
  }

  /** Zeros if there are none, or not readable: they are a convenience. */
  private static BrokerPorts remembered(Path folder) {
    try {
      List<String> lines = Files.readAllLines(folder.resolve(FILE), UTF_8);
      return new BrokerPorts(Integer.parseInt(lines.get(0)), Integer.parseInt(lines.get(1)));
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException e) {
      return new BrokerPorts(0, 0);
    }
  }

  private void remember(Path folder) {
    try {
      Files.writeString(folder.resolve(FILE), broker + "\n" + controller + "\n", UTF_8);
    } catch (IOException e) {
      throw VigilException.problem("The file " + folder.resolve(FILE) + " can't be written.", e);
    }
  }
}
