package dev.vigil.bench.peers.side;

import static java.util.Objects.requireNonNull;

import dev.vigil.bench.peers.work.HoppingWindow;
import dev.vigil.bench.peers.work.Ward;
import dev.vigil.bench.peers.work.WindowMoments;
import dev.vigil.jobs.fold.CodecSerializer;
import dev.vigil.models.features.SlidingMoments;
import dev.vigil.models.features.SlidingMomentsCodec;
import java.util.List;
import java.util.Map;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.state.MapState;
import org.apache.flink.api.common.state.MapStateDescriptor;
import org.apache.flink.api.common.typeutils.base.IntSerializer;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;

/**
 * One patient's windows, as the features job keeps a patient: one state per vital sign, one alarm
 * clock for all of them.
 */
final class WindowsFunction
    extends KeyedProcessFunction<Integer, Tuple4<Integer, Integer, Long, Long>, WindowMoments> {
  private static final long serialVersionUID = 1L;
  private static final long MILLIS_A_SECOND = 1000;

  private final int[] lengths;
  private final int[] steps;
  private final int step;
  private transient MapState<Integer, SlidingMoments> vitals;

  @SuppressWarnings("NullAway.Init") // Flink calls open before anything else
  WindowsFunction(List<HoppingWindow> windows) {
    lengths = windows.stream().mapToInt(HoppingWindow::seconds).toArray();
    steps = windows.stream().mapToInt(HoppingWindow::step).toArray();
    step = windows.stream().mapToInt(HoppingWindow::step).min().orElseThrow();
  }

  @Override
  public void open(OpenContext context) {
    vitals =
        getRuntimeContext()
            .getMapState(
                new MapStateDescriptor<>(
                    "vitals",
                    IntSerializer.INSTANCE,
                    new CodecSerializer<>(SlidingMomentsCodec.INSTANCE)));
  }

  @Override
  public void processElement(
      Tuple4<Integer, Integer, Long, Long> reading, Context context, Collector<WindowMoments> out)
      throws Exception {
    SlidingMoments moments = vitals.get(reading.f1);
    if (moments == null) {
      long end = reading.f2 - Ward.LATENESS_SECONDS;
      moments = new SlidingMoments(end, lengths);
      vitals.put(reading.f1, moments);
      wakeAfter(end, context.timerService());
    }
    moments.add(reading.f2, reading.f3);
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<WindowMoments> out)
      throws Exception {
    int patient = requireNonNull(context.getCurrentKey(), "current key is null");
    long end = (timestamp + 1) / MILLIS_A_SECOND;
    for (Map.Entry<Integer, SlidingMoments> vital : vitals.entries()) {
      SlidingMoments moments = vital.getValue();
      moments.advance(end);
      for (int i = 0; i < lengths.length; i++) {
        if (end % steps[i] == 0 && moments.count(i) > 0) {
          out.collect(result(patient, vital.getKey(), i, moments));
        }
      }
    }
    wakeAfter(end, context.timerService());
  }

  private WindowMoments result(int patient, int vital, int window, SlidingMoments moments) {
    return new WindowMoments(
        patient,
        vital,
        lengths[window],
        moments.end(),
        moments.count(window),
        moments.sum(window),
        moments.sumOfSquares(window),
        moments.min(window),
        moments.max(window));
  }

  /** At the next end of a window: its last millisecond, as Flink counts. */
  private void wakeAfter(long end, TimerService timers) {
    long next = (Math.floorDiv(end, (long) step) + 1) * step;
    timers.registerEventTimeTimer(next * MILLIS_A_SECOND - 1);
  }
}
