package dev.vigil.app.verify;

import dev.vigil.schemas.fold.Agenda;
import dev.vigil.schemas.fold.Patient;
import java.util.function.Supplier;

/**
 * A patient's state in memory.
 *
 * @param <S> the fold's own part of the state
 */
final class InMemory<S> implements Patient<S> {
  private final Supplier<S> empty;
  private S state;
  private Agenda agenda = new Agenda();

  InMemory(Supplier<S> empty) {
    this.empty = empty;
    this.state = empty.get();
  }

  @Override
  public S state() {
    return state;
  }

  @Override
  public Agenda agenda() {
    return agenda;
  }

  @Override
  public void forget() {
    state = empty.get();
    agenda = new Agenda();
  }
}
