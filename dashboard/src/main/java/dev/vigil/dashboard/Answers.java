package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.schemas.Json;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.handler.HttpException;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JSON in and out. Every failure is {error, expected, remedy}, with {field} where one of them is
 * wrong; what was sent is shown to nobody but who sent it.
 */
final class Answers {
  private static final Logger LOG = LoggerFactory.getLogger(Answers.class);
  private static final int TOO_LARGE = 413;
  private static final int INTERNAL = 500;
  private static final String LIMIT = "body-limit";
  private static final long KIB = 1 << 10;
  private static final long MIB = 1 << 20;
  private static final int OK = 200;

  private Answers() {}

  /** Takes bodies of at most so many bytes; of several on a path the first decides. */
  static Handler<RoutingContext> limited(long bytes) {
    BodyHandler bodies = BodyHandler.create(false).setBodyLimit(bytes);
    return context -> {
      if (context.get(LIMIT) != null) {
        context.next();
        return;
      }
      context.put(LIMIT, bytes);
      if (announced(context) > bytes) {
        context.fail(TOO_LARGE);
      } else {
        bodies.handle(context);
      }
    };
  }

  private static long announced(RoutingContext context) {
    String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
    return length == null ? 0 : Long.parseLong(length); // the server has refused any other text
  }

  static void send(RoutingContext context, int status, Object body) {
    context
        .response()
        .setStatusCode(status)
        .putHeader(HttpHeaders.CONTENT_TYPE, "application/json")
        .end(Buffer.buffer(Json.encode(body)));
  }

  /** Sends what the stage gives; it may complete on any thread. */
  static void send(RoutingContext context, int status, CompletionStage<?> body) {
    var eventLoop = context.vertx().getOrCreateContext();
    body.whenComplete(
        (done, failure) ->
            eventLoop.runOnContext(
                go -> {
                  if (failure == null) {
                    send(context, status, done);
                  } else {
                    context.fail(failure);
                  }
                }));
  }

  /** Sends what work gives that may block: in a thread of its own, not the event loop's. */
  static void sendBlocking(RoutingContext context, Callable<Object> work) {
    context
        .vertx()
        .executeBlocking(work, false)
        .onSuccess(body -> send(context, OK, body))
        .onFailure(context::fail);
  }

  /**
   * Reads the body.
   *
   * @throws RefusedException if it isn't one
   */
  static <T> T body(RoutingContext context, Class<T> type) {
    Buffer buffer = context.body().buffer();
    if (buffer == null || buffer.length() == 0) {
      throw RefusedException.invalid("the body is empty", "a JSON body");
    }
    try {
      // A misspelt field would otherwise be left out in silence.
      T body =
          Json.mapper()
              .readerFor(type)
              .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
              .readValue(buffer.getBytes());
      if (body == null) {
        throw RefusedException.invalid("the body is null", "a JSON object or array");
      }
      return body;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /**
   * Reads a parameter that is an instant.
   *
   * @throws RefusedException if it isn't one
   */
  static long second(RoutingContext context, String name) {
    try {
      return Long.parseLong(String.valueOf(context.request().getParam(name)));
    } catch (NumberFormatException e) {
      throw RefusedException.invalid(
          "'" + name + "' is missing or not a number", "whole seconds since 1970");
    }
  }

  /** As {@link #second}; null if the parameter isn't there. */
  static @Nullable Long secondIfThere(RoutingContext context, String name) {
    return context.request().getParam(name) == null ? null : (Long) second(context, name);
  }

  private static RefusedException unreadable(IOException e) {
    if (e instanceof UnrecognizedPropertyException unknown) {
      return RefusedException.invalid(
          "the body has a field that is not known", "only " + unknown.getKnownPropertyIds());
    }
    Throwable cause = e.getCause();
    if (cause instanceof IllegalArgumentException || cause instanceof NullPointerException) {
      return RefusedException.invalid(
          String.valueOf(cause.getMessage()), "a body that follows the description in the README");
    }
    String place =
        e instanceof JsonProcessingException json && json.getLocation() != null
            ? " at byte " + json.getLocation().getByteOffset()
            : "";
    return RefusedException.invalid(
        "the body can't be read" + place, "a JSON body that follows the description in the README");
  }

  /** The end of every failed request under the API. */
  static void fail(RoutingContext context) {
    if (context.response().ended()) {
      return;
    }
    RefusedException refused = refused(context.failure());
    if (refused != null) {
      refuse(context, refused);
    } else if (status(context) == TOO_LARGE) {
      long limit = requireNonNull(context.<Long>get(LIMIT));
      String most = limit < MIB ? limit / KIB + " KiB" : limit / MIB + " MiB";
      error(context, TOO_LARGE, "the body is too large", "at most " + most, "Send less.");
    } else {
      logFailure(context);
      error(
          context,
          INTERNAL,
          "the server failed",
          "an answer",
          "Look at the server's log and repeat the request.");
    }
  }

  private static void refuse(RoutingContext context, RefusedException refused) {
    if (refused.kind() == RefusedException.Kind.UNAVAILABLE) {
      context.response().putHeader(HttpHeaders.RETRY_AFTER, "2");
    }
    Map<String, String> body = new LinkedHashMap<>();
    body.put("error", String.valueOf(refused.getMessage()));
    body.put("expected", refused.expected());
    body.put("remedy", refused.remedy());
    if (refused.field() != null) {
      body.put("field", refused.field());
    }
    send(context, refused.kind().status(), body);
  }

  /** By the route's pattern: the path itself may hold a patient's id. */
  private static void logFailure(RoutingContext context) {
    LOG.error(
        "{} on {} failed",
        context.request().method(),
        context.currentRoute() == null ? "no route" : context.currentRoute().getPath(),
        context.failure());
  }

  static void error(
      RoutingContext context, int status, String error, String expected, String remedy) {
    send(context, status, Map.of("error", error, "expected", expected, "remedy", remedy));
  }

  private static int status(RoutingContext context) {
    return context.failure() instanceof HttpException http
        ? http.getStatusCode()
        : context.statusCode();
  }

  private static @Nullable RefusedException refused(@Nullable Throwable failure) {
    if (failure instanceof RefusedException refused) {
      return refused;
    }
    return failure instanceof CompletionException && failure.getCause() != null
        ? refused(failure.getCause())
        : null;
  }
}
