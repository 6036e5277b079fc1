package dev.vigil.jobs.fold;

import static java.util.Objects.requireNonNull;

import dev.vigil.jobs.log.DeadLetters;
import dev.vigil.jobs.log.StampedRecord;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.LogRecord;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.fold.Deadline;
import dev.vigil.schemas.fold.FoldRunner;
import dev.vigil.schemas.fold.PatientFold;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.TimerService;
import org.apache.flink.streaming.api.functions.KeyedProcessFunction;
import org.apache.flink.util.Collector;
import org.jspecify.annotations.Nullable;

/**
 * Runs a patient fold on Flink: loads the patient, folds, stores, emits. An event-time timer is
 * only the alarm clock of the patient's next deadline; one that fires later finds nothing to do.
 *
 * @param <S> state of one patient
 * @param <O> output of the fold
 */
abstract class FoldFunction<S, O> extends KeyedProcessFunction<String, StampedRecord, Emission> {
  private static final long serialVersionUID = 1L;
  private static final long MILLIS_A_SECOND = 1000;

  /** The last second that a timer can be set to. */
  private static final long LAST_TIMER_SECOND = Long.MAX_VALUE / MILLIS_A_SECOND;

  private transient FoldRunner<S, O> runner;
  private transient KeyedPatient<S> patient;

  @SuppressWarnings("NullAway.Init") // Flink calls open before anything else
  FoldFunction() {}

  /** The fold; called once, in the task that runs it. */
  abstract PatientFold<S, O> openFold() throws Exception;

  /** Where the patients' state is; called once, in the task that runs it. */
  abstract KeyedPatient<S> openPatient();

  /** Hands on what an output leaves behind. */
  abstract void leave(String patientId, OutputNumber number, O output, Collector<Emission> out);

  /**
   * Whether this job dead-letters what it can't read of that type, null for an unknown one; see
   * {@link DeadLetters}.
   */
  abstract boolean deadLetters(@Nullable RecordType type);

  /** Called before the first record or deadline of a second is looked at. */
  void beforeSecond(long second) {}

  @Override
  public void open(OpenContext context) throws Exception {
    runner = new FoldRunner<>(openFold());
    patient = openPatient();
  }

  @Override
  public void processElement(StampedRecord record, Context context, Collector<Emission> out)
      throws Exception {
    PatientRecord read;
    try {
      read = read(record);
    } catch (MalformedRecordException e) {
      out.collect(poison(record, e));
      return;
    }
    beforeSecond(record.stamp());
    patient.turnTo(record.patient());
    runner.record(
        patient,
        record.raw().offset(),
        record.stamp(),
        read,
        (number, output) -> leave(record.patient(), number, output, out));
    store(context.timerService());
  }

  @Override
  public void onTimer(long timestamp, OnTimerContext context, Collector<Emission> out)
      throws Exception {
    long now = Math.floorDiv(timestamp, MILLIS_A_SECOND);
    String key = requireNonNull(context.getCurrentKey(), "current key is null");
    patient.turnTo(key);
    Deadline next = patient.agenda().next();
    if (next == null || next.instant() > now) {
      return; // has been run, moved or cancelled; what stands now has a timer of its own
    }
    beforeSecond(now);
    runner.advance(patient, now, (number, output) -> leave(key, number, output, out));
    store(context.timerService());
  }

  private void store(TimerService timers) throws Exception {
    Deadline next = patient.newNext();
    if (next != null && next.instant() <= LAST_TIMER_SECOND) {
      timers.registerEventTimeTimer(next.instant() * MILLIS_A_SECOND);
    }
    patient.store();
  }

  private Emission poison(StampedRecord record, MalformedRecordException why) {
    if (!deadLetters(record.raw().type())) {
      return Emission.counted(Counts.POISON, 1);
    }
    return Emission.sent(Counts.POISON, DeadLetters.of(record.raw(), why.reason(), record.stamp()));
  }

  private static PatientRecord read(StampedRecord record) throws MalformedRecordException {
    LogRecord read = LogCodec.decode(record.raw().type(), record.raw().value());
    if (read instanceof PatientRecord ofPatient && ofPatient.patient().equals(record.patient())) {
      return ofPatient;
    }
    throw new MalformedRecordException("key-mismatch", "key is not the value's patient", null);
  }
}
