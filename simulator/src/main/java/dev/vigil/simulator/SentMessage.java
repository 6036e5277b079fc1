package dev.vigil.simulator;

import dev.vigil.simulator.GatewayMessage.Verdict;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;

/** A message under way: which of its readings still want a final verdict. */
final class SentMessage {
  private static final int OK = 200;
  private static final int TOO_SLOW = 408;
  private static final int TOO_MANY_REQUESTS = 429;

  private final CompletableFuture<Tally> verdicts = new CompletableFuture<>();
  private final long deadlineNanos;
  private List<OutgoingReading> pending;

  /** How often what is pending has been sent in vain: it only ever shrinks, so all as often. */
  private int sentBefore;

  private Tally tally = Tally.NONE;

  SentMessage(List<OutgoingReading> readings, Duration deadline) {
    pending = List.copyOf(readings);
    deadlineNanos = System.nanoTime() + deadline.toNanos();
  }

  /** Completes when every reading has its final verdict. */
  CompletableFuture<Tally> verdicts() {
    return verdicts;
  }

  synchronized byte[] encodePending() {
    return GatewayMessage.encode(pending);
  }

  /** No answer came: what became of the readings is unknown, so they are sent again. */
  synchronized Attempt unanswered(@Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    String what = cause == null ? "no answer" : cause.getClass().getSimpleName();
    return later(pending, null, "no answer from the gateway (" + what + ")");
  }

  synchronized Attempt answered(HttpResponse<byte[]> answer) {
    int status = answer.statusCode();
    if (status == OK) {
      return judged(answer.body());
    }
    if (status == TOO_SLOW || status == TOO_MANY_REQUESTS || status >= 500) {
      return later(pending, retryAfter(answer), "the gateway answered " + status);
    }
    tally =
        tally.plus(Tally.ofRejected("http-" + status, pending.size()).afterSendings(sentBefore));
    pending = List.of();
    return new Attempt(false, null, "the gateway answered " + status);
  }

  private Attempt judged(byte[] body) {
    List<OutgoingReading> refused = new ArrayList<>();
    String reason = "";
    try {
      List<Verdict> words = GatewayMessage.decode(body, pending.size());
      Tally counted = Tally.NONE;
      for (int i = 0; i < words.size(); i++) {
        Verdict verdict = words.get(i);
        if (verdict.word().equals("refused")) {
          refused.add(pending.get(i));
          reason = verdict.reasonOr("no reason given");
        } else {
          counted = counted.plus(counted(verdict));
        }
      }
      tally = tally.plus(counted.afterSendings(sentBefore));
    } catch (IOException e) {
      return later(pending, null, "the gateway's answer can't be read");
    }
    return refused.isEmpty() ? done() : later(refused, null, "the gateway refused: " + reason);
  }

  private static Tally counted(Verdict verdict) throws IOException {
    return switch (verdict.word()) {
      case "accepted" -> Tally.ofAccepted(1);
      case "duplicate" -> Tally.ofDuplicate(1);
      case "rejected" -> Tally.ofRejected(verdict.reasonOr("unknown"), 1);
      default -> throw new IOException("'" + verdict.word() + "' is not a verdict");
    };
  }

  private Attempt done() {
    pending = List.of();
    return Attempt.LAST;
  }

  private Attempt later(
      List<OutgoingReading> refused, @Nullable Duration retryAfter, String failure) {
    pending = List.copyOf(refused);
    sentBefore++;
    tally = tally.plus(Tally.ofRefusals(pending.size()));
    long wait = retryAfter == null ? 0 : retryAfter.toNanos();
    boolean inTime = System.nanoTime() + wait - deadlineNanos < 0;
    return new Attempt(inTime && !verdicts.isDone(), retryAfter, failure);
  }

  /** The header in seconds; the form with a date is not understood and counts as absent. */
  private static @Nullable Duration retryAfter(HttpResponse<byte[]> answer) {
    String seconds = answer.headers().firstValue("Retry-After").orElse("");
    return seconds.matches("\\d{1,6}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
  }

  /**
   * Ends the message: what is still pending counts as refused. Without effect once it has ended.
   */
  void giveUp() {
    Tally all;
    synchronized (this) {
      all = tally.plus(Tally.ofRefused(pending.size()));
    }
    verdicts.complete(all);
  }
}
