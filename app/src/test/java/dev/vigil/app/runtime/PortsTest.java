package dev.vigil.app.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PortsTest {
  /** Of 18,000 ports two of so many are the same, by chance, all but always. */
  private static final int MANY = 1_000;

  @Test
  void free_givesNoPortTwice() {
    assertThat(IntStream.range(0, MANY).map(i -> Ports.free()).boxed()).doesNotHaveDuplicates();
  }

  /** A client's connection that took it meanwhile was why a cluster could not start. */
  @Test
  void free_givesNoPortThatClientsAreGiven() throws Exception {
    int given;
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Socket client = new Socket(server.getInetAddress(), server.getLocalPort())) {
      given = Math.min(server.getLocalPort(), client.getLocalPort());
    }

    assertThat(given).isGreaterThanOrEqualTo(32_768);
    assertThat(IntStream.range(0, MANY).map(i -> Ports.free()))
        .allMatch(port -> port >= 15_000 && port < 32_768);
  }
}
