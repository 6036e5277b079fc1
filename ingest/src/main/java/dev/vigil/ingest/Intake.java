package dev.vigil.ingest;

import static java.util.Objects.requireNonNull;

import dev.vigil.ingest.Message.Decoded;
import dev.vigil.schemas.Rejected;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one way into the patient log, whatever protocol a message came by. Each reading gets its own
 * verdict, and none before what it says is durable. Thread-safe; never blocks; holds no more than
 * its limits allow.
 */
public final class Intake implements MeterBinder {
  private static final Logger LOG = LoggerFactory.getLogger(Intake.class);

  private final PatientLog log;
  private final Patients patients;
  private final RejectedLog rejected;
  private final LongSupplier clock;
  private final IntakeMetrics metrics;
  private final IntakeLimits limits;
  private final ReadingJudge judge;
  private final RecentReadings recent;
  private final InFlight inFlight;

  /**
   * @param clock whole seconds since the epoch: the wall clock's, or a recording's
   */
  public Intake(
      PatientLog log,
      Patients patients,
      RejectedLog rejected,
      LongSupplier clock,
      IntakeMetrics metrics,
      IntakeLimits limits) {
    this.log = requireNonNull(log, "log is null");
    this.patients = requireNonNull(patients, "patients is null");
    this.rejected = requireNonNull(rejected, "rejected is null");
    this.clock = requireNonNull(clock, "clock is null");
    this.metrics = requireNonNull(metrics, "metrics is null");
    this.limits = requireNonNull(limits, "limits is null");
    judge = new ReadingJudge(patients);
    recent = new RecentReadings(limits.rememberedReadings(), clock);
    inFlight = new InFlight(limits);
  }

  /**
   * Takes a message in: decodes it, makes readings of its elements, appends them to their patients'
   * records and keeps the rejected ones.
   *
   * @return never fails; done when every reading's verdict is final
   */
  public CompletableFuture<Verdicts> accept(Message message) {
    long received = clock.getAsLong();
    Decoded decoded = message.decoder().decode(message.body(), limits.readingsPerMessage());
    metrics.received(decoded.candidates().size());
    Reason refusal = notReady();
    if (refusal == null && !inFlight.enter(message.body().length)) {
      refusal = Reason.OVERLOADED;
    }
    if (refusal != null) {
      return CompletableFuture.completedFuture(counted(allRefused(decoded, refusal)));
    }
    return judgeAndAppend(message.source(), received, decoded)
        .exceptionally(failure -> failed(decoded, failure))
        .thenApply(
            verdicts -> {
              inFlight.leave(message.body().length);
              return counted(verdicts);
            });
  }

  /** Why nothing can be taken in at the moment, or null if it can. */
  public @Nullable Reason notReady() {
    return patients.ready() ? log.notReady() : Reason.PATIENTS_NOT_READ;
  }

  /**
   * Shows what is in hand, and what may be at most: {@code vigil_intake_in_hand_messages}, {@code
   * vigil_intake_in_hand_bytes}, and the same with {@code _limit}.
   */
  @Override
  public void bindTo(MeterRegistry registry) {
    gauge(registry, "messages", "Messages that are not answered yet", Intake::messagesInFlight);
    gauge(registry, "bytes", "Bytes of messages not answered yet", Intake::bytesInFlight);
    gauge(registry, "messages.limit", "Most messages in hand", it -> it.limits.messages());
    gauge(registry, "bytes.limit", "Most bytes in hand", it -> it.limits.bytes());
  }

  private void gauge(
      MeterRegistry registry, String what, String description, ToDoubleFunction<Intake> value) {
    Gauge.builder("vigil.intake.in.hand." + what, this, value)
        .description(description)
        .register(registry);
  }

  /** Messages that are not answered yet. */
  public int messagesInFlight() {
    return inFlight.messages();
  }

  /** Bytes of the messages that are not answered yet. */
  public long bytesInFlight() {
    return inFlight.bytes();
  }

  private CompletableFuture<Verdicts> judgeAndAppend(
      String source, long received, Decoded decoded) {
    Batch batch = new Batch(source, received, recent);
    List<CompletableFuture<Verdict>> verdicts = new ArrayList<>(decoded.candidates().size());
    try {
      for (Candidate candidate : decoded.candidates()) {
        verdicts.add(judged(candidate, source, received, batch));
      }
      batch.appendTo(log);
    } catch (RuntimeException e) {
      // Whatever a port or a decoder does wrong, its message must not stay in hand for ever.
      batch.abandon(e);
      return CompletableFuture.failedFuture(e);
    }
    return CompletableFuture.allOf(verdicts.toArray(new CompletableFuture<?>[0]))
        .thenApply(
            done ->
                new Verdicts(
                    verdicts.stream().map(CompletableFuture::join).toList(), decoded.readable()));
  }

  private CompletableFuture<Verdict> judged(
      Candidate candidate, String source, long received, Batch batch) {
    if (candidate instanceof Candidate.Garbled garbled) {
      return keepRejected(garbled.verdict(), candidate.raw(), source, received);
    }
    try {
      return batch.add(judge.judge((Draft) candidate, received));
    } catch (Rejection e) {
      return keepRejected(e.verdict(), candidate.raw(), source, received);
    }
  }

  private CompletableFuture<Verdict> keepRejected(
      Verdict verdict, Raw raw, String source, long received) {
    String reason = requireNonNull(verdict.reason(), "reason is null").code();
    return rejected
        .append(new Rejected(source, reason, received, null, raw.kept()))
        .handle(
            (position, failure) ->
                failure == null ? verdict : Verdict.refused(Reason.LOG_UNAVAILABLE));
  }

  private static Verdicts failed(Decoded decoded, Throwable failure) {
    LOG.error("A message could not be taken in: {}", failure.getClass().getName());
    LOG.debug("The failure", failure);
    return allRefused(decoded, Reason.INTERNAL);
  }

  private static Verdicts allRefused(Decoded decoded, Reason reason) {
    return new Verdicts(
        Collections.nCopies(decoded.candidates().size(), Verdict.refused(reason)),
        decoded.readable());
  }

  private Verdicts counted(Verdicts verdicts) {
    verdicts.each().forEach(metrics::judged);
    return verdicts;
  }
}
