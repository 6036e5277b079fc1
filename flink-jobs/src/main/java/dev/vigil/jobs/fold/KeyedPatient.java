package dev.vigil.jobs.fold;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.fold.Agenda;
import dev.vigil.schemas.fold.AgendaCodec;
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
      Agenda kept = read(agendas::value);
      agenda = kept == null ? new Agenda() : kept;
    }
    return agenda;
  }

  @Override
  public final S state() {
    if (state == null) {
      state = requireNonNull(read(() -> load(id)), "loaded state is null");
    }
    return state;
  }

  private static <T extends @Nullable Object> T read(Callable<T> reader) {
    try {
      return reader.call();
    } catch (Exception e) {
      throw new IllegalStateException("a patient's state can't be read", e);
    }
  }

  @Override
  public final void forget() {
    agendas.clear();
    clear();
    turnTo(id);
  }
}
