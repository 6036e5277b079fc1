package dev.vigil.app.runtime;

import dev.vigil.app.failure.VigilException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of the loopback interface. */
public final class Ports {
  private static final String LOOPBACK = "127.0.0.1";

  /**
   * Systems give the ports above to connections that go out (Linux from 32768, others from 49152 as
   * RFC 6335, section 6 has it): one of those is taken by any client before a server binds it.
   */
  private static final int END = 32_768;

  private static final int FIRST = 15_000;
  private static final int ATTEMPTS = 10_000;
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

  /**
   * A port for a server that is told its port before it binds it: free a moment ago, none that the
   * system gives to a client meanwhile, and in one process none is given twice.
   */
  public static int free() {
    return ThreadLocalRandom.current()
        .ints(ATTEMPTS, FIRST, END)
        .filter(port -> isFree(LOOPBACK, port) && GIVEN.add(port))
        .findFirst()
        .orElseThrow(
            () ->
                VigilException.problem(
                    "This machine has no free port from %d to %d on its loopback interface."
                        .formatted(FIRST, END - 1)));
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
