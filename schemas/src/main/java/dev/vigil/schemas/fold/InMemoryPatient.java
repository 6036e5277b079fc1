package dev.vigil.schemas.fold;

import static java.util.Objects.requireNonNull;

import java.util.function.Supplier;

/**
 * A patient whose state lies in memory: for a fold without a job, as verify and tests run it.
 *
 * @param <S> the fold's own part of the state
 */
public final class InMemoryPatient<S> implements Patient<S> {
  private final Supplier<S> empty;
  private S state;
  private Agenda agenda;

  /**
   * A patient not seen before.
   *
   * @param empty makes the fold's part of a patient of whom nothing is known
   */
  public InMemoryPatient(Supplier<S> empty) {
    this(requireNonNull(empty, "empty is null"), empty.get(), new Agenda());
  }

  /** A patient with what was kept of it. */
  public InMemoryPatient(Supplier<S> empty, S state, Agenda agenda) {
    this.empty = requireNonNull(empty, "empty is null");
    this.state = requireNonNull(state, "state is null");
    this.agenda = requireNonNull(agenda, "agenda is null");
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
