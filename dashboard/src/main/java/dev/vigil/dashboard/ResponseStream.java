package dev.vigil.dashboard;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A response as a stream for a thread that may block: it holds one piece at a time, and waits until
 * that has gone. Closed without {@link #end}, the answer has no end.
 */
final class ResponseStream extends OutputStream {
  private static final int PIECE_BYTES = 1 << 16;

  /** Who reads nothing for so long is gone. */
  private static final long PATIENCE_SECONDS = 60;

  private final HttpServerResponse response;
  private Buffer piece = Buffer.buffer(PIECE_BYTES);

  ResponseStream(HttpServerResponse response) {
    this.response = response;
  }

  @Override
  public void write(int b) throws IOException {
    write(new byte[] {(byte) b}, 0, 1);
  }

  @Override
  public void write(byte[] bytes, int offset, int length) throws IOException {
    piece.appendBytes(bytes, offset, length);
    if (piece.length() >= PIECE_BYTES) {
      send();
    }
  }

  /** Sends what is left and ends the answer. */
  void end() throws IOException {
    if (piece.length() > 0) {
      send();
    }
    await(response.end().toCompletionStage().toCompletableFuture());
  }

  private void send() throws IOException {
    Buffer full = piece;
    piece = Buffer.buffer(PIECE_BYTES);
    await(response.write(full).toCompletionStage().toCompletableFuture());
  }

  private static void await(CompletableFuture<Void> sent) throws IOException {
    try {
      sent.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("the client takes no more", e);
    }
  }
}
