package dev.vigil.alerting;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Priority;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToIntFunction;

/**
 * In which order people are told what waits: nobody in danger waits behind what can wait. What
 * happened to one patient is told in its order, so what came before a high alert of the same
 * patient goes ahead with it, and nothing else does.
 */
public final class Triage {
  /** Urgency of what asks for nobody: answered, put aside, withdrawn or over. */
  public static final int ASKS_NOBODY = 0;

  /** Urgency of a high alert that asks. */
  public static final int HIGH = urgency(Priority.HIGH);

  private Triage() {}

  /**
   * Something that waits.
   *
   * @param urgency the highest of its own and of what waits behind it of the same patient
   */
  public record Turn<T>(T what, int urgency) {}

  /** How urgent it is to tell of a transition: rising, from {@link #ASKS_NOBODY}. */
  public static int urgency(AlertTransition transition) {
    return transition.state() == State.ACTIVE ? urgency(transition.priority()) : ASKS_NOBODY;
  }

  /** How urgent it is to tell of something of this priority that asks. */
  public static int urgency(Priority priority) {
    return ASKS_NOBODY + 1 + priority.compareTo(Priority.LOW);
  }

  /**
   * The most urgent first; what is equally urgent, and all of one patient, as it came.
   *
   * @param waiting in the order in which it came
   * @param patient whose order is kept
   * @param urgency of one alone
   */
  public static <T> List<Turn<T>> of(
      List<T> waiting, Function<? super T, String> patient, ToIntFunction<? super T> urgency) {
    Map<String, Integer> behind = new HashMap<>();
    List<Turn<T>> turns = new ArrayList<>(waiting.size());
    for (int i = waiting.size() - 1; i >= 0; i--) {
      T one = waiting.get(i);
      String whose = patient.apply(one);
      int most = Math.max(urgency.applyAsInt(one), behind.getOrDefault(whose, ASKS_NOBODY));
      behind.put(whose, most);
      turns.add(new Turn<>(one, most));
    }
    Collections.reverse(turns);
    turns.sort(Comparator.comparingInt((Turn<T> turn) -> turn.urgency()).reversed());
    return turns;
  }
}
