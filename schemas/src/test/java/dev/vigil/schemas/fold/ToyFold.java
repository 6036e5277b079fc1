package dev.vigil.schemas.fold;

import dev.vigil.schemas.Command;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Resume;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A fold with every habit that a real one may have: it sets, moves and cancels deadlines in the
 * past and the future from records and from deadlines, and forgets. Its state is a hash of all it
 * went through, so that one step in another order changes everything after it.
 */
final class ToyFold implements PatientFold<ToyFold.State, String> {
  private static final int FARTHEST_AHEAD = 25;
  private static final int FARTHEST_BACK = 8;

  /** Hash of the patient's history. */
  static final class State {
    long history = 17;

    private void went(long now, String step) {
      history = history * 31 + now * 7 + step.hashCode();
    }
  }

  /** A record that this fold reads; what it does follows from the seed and the state. */
  static PatientRecord read(int seed) {
    return new Resume("p", seed);
  }

  /** A record that this fold doesn't read. */
  static PatientRecord unread() {
    return new Command("p", "c", Command.Kind.ACKNOWLEDGE, "a", 1, "n", null);
  }

  @Override
  public Set<RecordType> reads() {
    return Set.of(RecordType.RESUME);
  }

  @Override
  public void apply(State state, PatientRecord record, Step<String> step) {
    long seed = ((Resume) record).blindUntil();
    state.went(step.now(), "record " + seed);
    act(new Random(state.history), state, step, FARTHEST_BACK);
    if (seed % 11 == 0) {
      step.forget();
    }
  }

  @Override
  public void due(State state, Deadline deadline, Step<String> step) {
    state.went(step.now(), deadline.toString());
    step.emit("due " + deadline + " " + state.history);
    Random random = new Random(state.history);
    if (random.nextInt(3) == 0) {
      act(random, state, step, -1);
    }
    if (random.nextInt(20) == 0) {
      step.forget();
    }
  }

  private static void act(Random random, State state, Step<String> step, int back) {
    for (int i = random.nextInt(4); i > 0; i--) {
      String kind = List.of("quiet", "vector").get(random.nextInt(2));
      String id = List.of("", "spo2").get(random.nextInt(2));
      switch (random.nextInt(5)) {
        case 0 -> step.cancel(kind, id);
        case 1 -> step.emit("said " + step.nextNumber() + " " + state.history);
        default -> step.schedule(step.now() + random.nextInt(FARTHEST_AHEAD) - back, kind, id);
      }
    }
  }
}
