package dev.vigil.ingest;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * The counts since this gateway's start, in memory; bound to a registry they are {@code
 * vigil_readings_received_total}, {@code vigil_readings_total{verdict}} and {@code
 * vigil_readings_not_accepted_total{verdict,reason}}.
 */
public final class IntakeCounts implements IntakeMetrics, MeterBinder {
  private final LongAdder received = new LongAdder();
  private final Map<Verdict.Kind, LongAdder> byKind = new EnumMap<>(Verdict.Kind.class);
  private final Map<Reason, LongAdder> byReason = new EnumMap<>(Reason.class);

  public IntakeCounts() {
    for (Verdict.Kind kind : Verdict.Kind.values()) {
      byKind.put(kind, new LongAdder());
    }
    for (Reason reason : Reason.values()) {
      byReason.put(reason, new LongAdder());
    }
  }

  @Override
  public void received(int readings) {
    received.add(readings);
  }

  @Override
  public void judged(Verdict verdict) {
    adder(byKind, verdict.kind()).increment();
    if (verdict.reason() != null) {
      adder(byReason, verdict.reason()).increment();
    }
  }

  public long received() {
    return received.sum();
  }

  public long of(Verdict.Kind kind) {
    return adder(byKind, kind).sum();
  }

  public long of(Reason reason) {
    return adder(byReason, reason).sum();
  }

  /** Received and the four verdicts by name, as heartbeats carry them. */
  public SortedMap<String, Long> byName() {
    SortedMap<String, Long> counts = new TreeMap<>();
    counts.put("received", received());
    byKind.forEach((kind, count) -> counts.put(kind.wireName(), count.sum()));
    return counts;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    FunctionCounter.builder("vigil.readings.received", received, LongAdder::sum)
        .description("Readings that came in")
        .register(registry);
    byKind.forEach(
        (kind, count) ->
            FunctionCounter.builder("vigil.readings", count, LongAdder::sum)
                .description("Readings by verdict")
                .tag("verdict", kind.wireName())
                .register(registry));
    byReason.forEach(
        (reason, count) ->
            FunctionCounter.builder("vigil.readings.not.accepted", count, LongAdder::sum)
                .description("Readings that were not accepted, by reason")
                .tag("verdict", reason.isRefusal() ? "refused" : "rejected")
                .tag("reason", reason.code())
                .register(registry));
  }

  private static <K extends Enum<K>> LongAdder adder(Map<K, LongAdder> adders, K key) {
    LongAdder adder = adders.get(key);
    if (adder == null) {
      throw new IllegalStateException(key + " is not counted");
    }
    return adder;
  }
}
