package dev.vigil.ingest.http;

import dev.vigil.ingest.Message;
import dev.vigil.ingest.ReadingMessages;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads request bodies within bounds: 1 MiB as sent, 8 MiB unpacked, and 64 MiB of bodies that are
 * only partly here, over all connections. One that goes on coming too slowly is given up, or a few
 * senders could keep that room for good.
 */
final class RequestBodies {
  private static final int LARGEST = 1024 * 1024;
  private static final int LARGEST_UNPACKED = 8 * LARGEST;
  private static final long MOST_READ_IN_VAIN = 16L * LARGEST;
  private static final long MOST_UNDER_WAY = 64L * LARGEST;
  private static final long NONE = -1;

  private final Vertx vertx;
  private final Duration patience;
  private final AtomicLong underWay = new AtomicLong();

  /** Waits so long for a body to be whole. */
  RequestBodies(Vertx vertx, Duration patience) {
    this.vertx = vertx;
    this.patience = patience;
  }

  /**
   * How to read the body.
   *
   * @throws HttpProblem if its type is none of ours
   */
  Message.Decoder decoderOf(HttpServerRequest request) {
    String type = header(request, HttpHeaders.CONTENT_TYPE);
    String media = type == null ? "application/json" : type.split(";", 2)[0].strip();
    return switch (media.toLowerCase(Locale.ROOT)) {
      case "application/json" -> ReadingMessages.JSON;
      case "application/x-ndjson", "application/ndjson", "application/jsonl" ->
          ReadingMessages.NDJSON;
      default ->
          throw new HttpProblem(
              415,
              "unsupported-media-type",
              "the content type is neither JSON nor NDJSON",
              "send Content-Type: application/json or application/x-ndjson");
    };
  }

  /** The body, unpacked; fails with {@link HttpProblem}. */
  Future<byte[]> read(HttpServerRequest request) {
    String encoding = header(request, HttpHeaders.CONTENT_ENCODING);
    boolean gzip = "gzip".equalsIgnoreCase(encoding);
    if (encoding != null && !gzip && !"identity".equalsIgnoreCase(encoding)) {
      throw new HttpProblem(
          415,
          "unsupported-encoding",
          "the content encoding is not gzip",
          "send gzip, or leave Content-Encoding out");
    }
    return collect(request).map(body -> gzip ? unpack(body) : body);
  }

  private Future<byte[]> collect(HttpServerRequest request) {
    Collected collected = new Collected(announced(request));
    request.handler(collected::add);
    request.endHandler(end -> collected.end());
    request.exceptionHandler(
        gone ->
            collected.whole.tryFail(
                new HttpProblem(400, "incomplete", "the body ended early", "send it again")));
    return collected
        .whole
        .future()
        .onComplete(
            done -> {
              vertx.cancelTimer(collected.timer);
              underWay.addAndGet(-collected.body.length());
              collected.body = Buffer.buffer(); // whoever dribbles on may keep its connection
            });
  }

  private static long announced(HttpServerRequest request) {
    String length = header(request, HttpHeaders.CONTENT_LENGTH);
    return length == null ? Long.MAX_VALUE : Long.parseLong(length); // any other text was refused
  }

  /** One body on its way in. */
  private final class Collected {
    private final Promise<byte[]> whole = Promise.promise();
    private Buffer body = Buffer.buffer();
    private final long announced;
    private long length;
    private long timer = NONE;

    Collected(long announced) {
      this.announced = announced;
    }

    private void add(Buffer chunk) {
      length += chunk.length();
      if (timer == NONE && length < announced) {
        // Most bodies come at once: they need no clock.
        timer = vertx.setTimer(patience.toMillis(), late -> whole.tryFail(tooSlow()));
      }
      if (whole.future().isComplete() || length > LARGEST) {
        // Read on, up to a point: who is cut off while sending may never see the answer.
        if (length > MOST_READ_IN_VAIN) {
          whole.tryFail(tooLarge());
        }
      } else if (underWay.get() + chunk.length() > MOST_UNDER_WAY) {
        whole.tryFail(
            new HttpProblem(
                503,
                "overloaded",
                "the gateway has more in hand than it may hold",
                "send it again after the time in Retry-After"));
      } else {
        underWay.addAndGet(chunk.length());
        body.appendBuffer(chunk);
      }
    }

    private void end() {
      if (length > LARGEST) {
        whole.tryFail(tooLarge());
      } else {
        whole.tryComplete(body.getBytes());
      }
    }

    private HttpProblem tooSlow() {
      return new HttpProblem(
          408,
          "too-slow",
          "the body was not whole after " + patience.toSeconds() + " s",
          "send fewer readings in one message, or none before all of it is there");
    }

    private HttpProblem tooLarge() {
      return RequestBodies.tooLarge("the body is larger than " + LARGEST + " bytes");
    }
  }

  private static byte[] unpack(byte[] packed) {
    try (GZIPInputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] body = in.readNBytes(LARGEST_UNPACKED + 1);
      if (body.length > LARGEST_UNPACKED) {
        throw tooLarge("the body is larger than " + LARGEST_UNPACKED + " bytes unpacked");
      }
      return body;
    } catch (IOException e) {
      throw new HttpProblem(
          400,
          "not-gzip",
          "the body is not what Content-Encoding says",
          "send valid gzip, or leave Content-Encoding out");
    }
  }

  private static HttpProblem tooLarge(String detail) {
    return new HttpProblem(413, "too-large", detail, "send fewer readings in one message");
  }

  private static @Nullable String header(HttpServerRequest request, CharSequence name) {
    return request.getHeader(name);
  }
}
