package dev.vigil.app.notify;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.OutputNumber;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * The last transition of every alert that is still open, of what was read of a partition, and the
 * end of those that were open when the channel was last told: a receiver keeps them open for ever.
 */
final class OpenAlerts {
  private record Numbered(OutputNumber number, AlertTransition transition) {}

  private final Map<String, OutputNumber> told;
  private final Set<String> known = new HashSet<>();
  private final Map<String, Numbered> byAlert = new HashMap<>();
  private final Map<String, OutputNumber> lastByPatient = new HashMap<>();

  /**
   * Of nothing yet.
   *
   * @param told the number of what the channel was last told, by patient
   */
  OpenAlerts(Map<String, OutputNumber> told) {
    this.told = requireNonNull(told, "told is null");
  }

  /** Takes the next one; one that comes again is not taken for a new one. */
  void take(OutputNumber number, AlertTransition transition) {
    OutputNumber last = lastByPatient.get(transition.patient());
    if (last != null && !number.isAfter(last)) {
      return;
    }
    lastByPatient.put(transition.patient(), number);
    String alert = transition.alert();
    boolean isOver = transition.state() == AlertTransition.State.RESOLVED;
    OutputNumber lastTold = told.get(transition.patient());
    if (lastTold != null && !number.isAfter(lastTold)) {
      boolean unused = isOver ? known.remove(alert) : known.add(alert);
    }
    if (isOver && !known.contains(alert)) {
      byAlert.remove(alert);
    } else {
      byAlert.put(alert, new Numbered(number, transition));
    }
  }

  /** In the order of their numbers. */
  void forEach(BiConsumer<OutputNumber, AlertTransition> reader) {
    byAlert.values().stream()
        .sorted(Comparator.comparing(Numbered::number))
        .forEach(open -> reader.accept(open.number(), open.transition()));
  }
}
