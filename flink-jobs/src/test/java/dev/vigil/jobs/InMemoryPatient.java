package dev.vigil.jobs;

import dev.vigil.schemas.fold.Agenda;
import dev.vigil.schemas.fold.Patient;
import java.util.function.Supplier;

/** A patient without a cluster. */
public final class InMemoryPatient<S> implements Patient<S> {
  private final Supplier<S> empty;
  private S state;
  private Agenda agenda = new Agenda();

  public InMemoryPatient(Supplier<S> empty) {
    this.empty = empty;
    this.state = empty.get();
  }

  /** With what was kept of it. */
  public InMemoryPatient(S state, Agenda agenda) {
    this.empty =
        () -> {
          throw new AssertionError("not to be forgotten in this test");
        };
    this.state = state;
    this.agenda = agenda;
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
