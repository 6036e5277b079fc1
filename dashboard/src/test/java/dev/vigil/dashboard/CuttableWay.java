package dev.vigil.dashboard;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/** A way to a server on this machine that a test can cut: all its connections end, none opens. */
public final class CuttableWay implements AutoCloseable {
  private final int to;
  private final ServerSocket door;
  private final List<Socket> ends = new ArrayList<>();
  private boolean isCut;

  /** A way to the server on this port. */
  public CuttableWay(int to) throws IOException {
    this.to = to;
    this.door = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    start(this::accept);
  }

  /** The port where it begins. */
  public int port() {
    return door.getLocalPort();
  }

  /** Ends all connections, and every new one until {@link #mend}. */
  public synchronized void cut() {
    isCut = true;
    ends.forEach(CuttableWay::end);
    ends.clear();
  }

  /** Lets connections through again. */
  public synchronized void mend() {
    isCut = false;
  }

  private void accept() {
    while (!door.isClosed()) {
      try {
        connect(door.accept());
      } catch (IOException closed) {
        // The test has ended, or the server was not there: the next one will tell.
      }
    }
  }

  private synchronized void connect(Socket from) throws IOException {
    if (isCut) {
      end(from);
      return;
    }
    Socket server = new Socket(InetAddress.getLoopbackAddress(), to);
    ends.add(from);
    ends.add(server);
    start(() -> carry(from, server));
    start(() -> carry(server, from));
  }

  private static void carry(Socket from, Socket into) {
    try {
      from.getInputStream().transferTo(into.getOutputStream());
    } catch (IOException cut) {
      // The other end hears of it below.
    }
    end(from);
    end(into);
  }

  private static void end(Socket socket) {
    try {
      socket.close();
    } catch (IOException closedBefore) {
      // It has ended, which is all that is wanted.
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "cuttable-way");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    door.close();
    cut();
  }
}
