package dev.vigil.history;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.concurrent.locks.ReentrantLock;

/**
 * While open, what the thread that opened it prints to standard output and error is dropped; what
 * all others print is not. QuestDB prints a few lines on start and stop that no configuration turns
 * off, where Vigil's commands promise JSON.
 */
final class QuietThread implements AutoCloseable {
  /** One at a time, so that each puts back what was there before it. */
  private static final ReentrantLock TURN = new ReentrantLock();

  private final PrintStream out = System.out;
  private final PrintStream err = System.err;
  private final PrintStream quietOut = without(Thread.currentThread(), out);
  private final PrintStream quietErr = without(Thread.currentThread(), err);

  private QuietThread() {
    System.setOut(quietOut);
    System.setErr(quietErr);
  }

  /** Begins; to be closed by the same thread. */
  static QuietThread begin() {
    TURN.lock();
    return new QuietThread();
  }

  private static PrintStream without(Thread thread, PrintStream stream) {
    return new PrintStream(
        new FilterOutputStream(stream) {
          @Override
          public void write(int b) throws IOException {
            if (Thread.currentThread() != thread) {
              out.write(b);
            }
          }

          @Override
          public void write(byte[] bytes, int from, int length) throws IOException {
            if (Thread.currentThread() != thread) {
              out.write(bytes, from, length);
            }
          }
        },
        true,
        Charset.defaultCharset());
  }

  @Override
  public void close() {
    if (System.out == quietOut) {
      System.setOut(out);
    }
    if (System.err == quietErr) {
      System.setErr(err);
    }
    TURN.unlock();
  }
}
