package dev.vigil.jobs.fold;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.fold.Agenda;
import dev.vigil.schemas.fold.AgendaCodec;
import dev.vigil.schemas.fold.Deadline;
import dev.vigil.schemas.fold.Patient;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.api.common.state.ValueState;
import org.apache.flink.api.common.state.ValueStateDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * The current key's patient in Flink's keyed state. Loaded when first asked for, written back by
 * {@link #store}.
 *
 * @param <S> the fold's own part of the state
 */
abstract class KeyedPatient<S> implements Patient<S> {
  private final ValueState<Agenda> agendas;
  private String id = "";
  private @Nullable Agenda agenda;
  private @Nullable Deadline foundNext;
  private @Nullable S state;

  KeyedPatient(RuntimeContext context) {
    agendas =
        context.getState(
            new ValueStateDescriptor<>("agenda", new CodecSerializer<>(AgendaCodec.INSTANCE)));
  }

  /** Loads the fold's part for the current key, an empty one for a patient not seen before. */
  abstract S load(String patientId) throws Exception;

  /** Writes the fold's part for the current key. */
  abstract void save(S changed) throws Exception;

  /** Drops the fold's part for the current key. */
  abstract void clear();

  /** Before each use: the key may be another one now. */
  final void turnTo(String patientId) {
    id = patientId;
    agenda = null;
    state = null;
  }

  /**
   * The next deadline if the present use has changed it; null if there is none, or it is the one
   * that was found, which an earlier use has set a timer for.
   */
  final @Nullable Deadline newNext() {
    Deadline next = agenda == null ? null : agenda.next();
    return next == null || next.equals(foundNext) ? null : next;
  }

  /**
   * After each use: writes back what was loaded. A patient of whom nothing is known leaves none.
   */
  final void store() throws Exception {
    if (agenda != null && agenda.offset() >= 0) {
      agendas.update(agenda);
      if (state != null) {
        save(state);
      }
    }
  }

  @Override
  public final Agenda agenda() {
    if (agenda == null) {
      Agenda kept = reach(agendas::value);
      agenda = kept == null ? new Agenda() : kept;
      foundNext = agenda.next();
    }
    return agenda;
  }

  @Override
  public final S state() {
    if (state == null) {
      state = requireNonNull(reach(() -> load(id)), "loaded state is null");
    }
    return state;
  }

  /** Reaches into Flink's state for a fold, which knows of no state and so of no failure of it. */
  static <T extends @Nullable Object> T reach(Callable<T> access) {
    try {
      return access.call();
    } catch (Exception e) { // Flink's state declares no narrower one
      throw new IllegalStateException("a patient's state can't be reached", e);
    }
  }

  @Override
  public final void forget() {
    agendas.clear();
    clear();
    turnTo(id);
  }
}
