package dev.vigil.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.vigil.app.export.FeatureExport;
import dev.vigil.app.failure.VigilException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** Vectors as a server sends them: passed on byte for byte, and counted. */
final class ExportedVectors {
  private static final int MOST_BYTES = 1 << 16;

  private final InputStream in;
  private long rows;

  ExportedVectors(InputStream in) {
    this.in = requireNonNull(in, "in is null");
  }

  /**
   * Passes them on.
   *
   * @throws VigilException if they have other features than this Vigil's
   */
  void copy(OutputStream out) throws IOException {
    byte[] head = head();
    if (!new String(head, UTF_8).strip().equals(FeatureExport.header())) {
      throw VigilException.problem(
          "The server's vectors have other features than this Vigil's: use the command line that"
              + " it was started with.");
    }
    out.write(head);
    byte[] some = new byte[MOST_BYTES];
    for (int read = in.read(some); read >= 0; read = in.read(some)) {
      for (int i = 0; i < read; i++) {
        rows += some[i] == '\n' ? 1 : 0;
      }
      out.write(some, 0, read);
    }
  }

  private byte[] head() throws IOException {
    ByteArrayOutputStream head = new ByteArrayOutputStream();
    int next = in.read();
    while (next >= 0 && next != '\n' && head.size() < MOST_BYTES) {
      head.write(next);
      next = in.read();
    }
    head.write('\n');
    return head.toByteArray();
  }

  long rows() {
    return rows;
  }
}
