package dev.vigil.app.notify;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.OutputNumber;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/** The last transition of every alert that is still open, of what was read of a partition. */
final class OpenAlerts {
  private record Numbered(OutputNumber number, AlertTransition transition) {}

  private final Map<String, Numbered> byAlert = new HashMap<>();
  private final Map<String, OutputNumber> lastByPatient = new HashMap<>();

  /** Takes the next one; one that comes again is not taken for a new one. */
  void take(OutputNumber number, AlertTransition transition) {
    OutputNumber last = lastByPatient.get(transition.patient());
    if (last != null && !number.isAfter(last)) {
      return;
    }
    lastByPatient.put(transition.patient(), number);
    if (transition.state() == AlertTransition.State.RESOLVED) {
      byAlert.remove(transition.alert());
    } else {
      byAlert.put(transition.alert(), new Numbered(number, transition));
    }
  }

  /** In the order of their numbers. */
  void forEach(BiConsumer<OutputNumber, AlertTransition> reader) {
    byAlert.values().stream()
        .sorted(Comparator.comparing(Numbered::number))
        .forEach(open -> reader.accept(open.number(), open.transition()));
  }
}
