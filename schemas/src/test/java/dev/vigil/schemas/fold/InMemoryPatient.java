package dev.vigil.schemas.fold;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Supplier;

/** One patient's state in memory. */
final class InMemoryPatient<S> implements Patient<S> {
  private final Supplier<S> empty;
  private S state;
  private Agenda agenda = new Agenda();

  InMemoryPatient(Supplier<S> empty) {
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

  /** What a restart does to the agenda. */
  void restore() {
    try {
      ByteArrayOutputStream kept = new ByteArrayOutputStream();
      AgendaCodec.INSTANCE.write(agenda, new DataOutputStream(kept));
      agenda =
          AgendaCodec.INSTANCE.read(
              AgendaCodec.INSTANCE.version(),
              new DataInputStream(new ByteArrayInputStream(kept.toByteArray())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
