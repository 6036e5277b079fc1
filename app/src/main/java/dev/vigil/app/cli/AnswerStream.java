package dev.vigil.app.cli;

import dev.vigil.app.failure.VigilException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A server's answer while it comes. That it breaks off is a sentence of its own, which is not taken
 * for a failure of the file that it is written to.
 */
final class AnswerStream extends FilterInputStream {
  AnswerStream(InputStream answer) {
    super(answer);
  }

  static VigilException brokenOff(IOException cause) {
    return VigilException.problem(
        "The server's answer broke off: is that Vigil still up? Its log says why; then try again.",
        cause);
  }

  @Override
  public int read() {
    try {
      return super.read();
    } catch (IOException e) {
      throw brokenOff(e);
    }
  }

  @Override
  public int read(byte[] bytes, int offset, int length) {
    try {
      return super.read(bytes, offset, length);
    } catch (IOException e) {
      throw brokenOff(e);
    }
  }
}
