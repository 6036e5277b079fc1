package dev.vigil.app.runtime;

import dev.vigil.app.failure.VigilException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Ports of the loopback interface. */
public final class Ports {
  private static final Set<Integer> GIVEN = ConcurrentHashMap.newKeySet();

  private Ports() {}

  /** Whether nobody listens on the port of that host. */
  public static boolean isFree(String host, int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(host, port), 1);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  /** A port that was free a moment ago; in one process no port is given twice. */
  public static int free() {
    int port;
    do {
      port = anyFree();
    } while (!GIVEN.add(port)); // the system gives one again as soon as nobody listens on it
    return port;
  }

  private static int anyFree() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw VigilException.problem("This machine has no free port on its loopback interface.", e);
    }
  }

  /**
   * Refuses a port that is taken.
   *
   * @param key the configuration key that names the port
   */
  public static void requireFree(String host, int port, String key) {
    if (!isFree(host, port)) {
      throw VigilException.problem(
          "Port "
              + port
              + " ("
              + key
              + ") is taken by another program: stop that one, or set "
              + key
              + " to a free port.");
    }
  }
}
