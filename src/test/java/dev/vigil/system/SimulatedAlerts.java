package dev.vigil.system;

import dev.vigil.dashboard.InMemoryCalls;
import dev.vigil.dashboard.ward.WardView;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.AlertTransition.Kind;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Command;
import dev.vigil.schemas.Episode;
import dev.vigil.schemas.Evidence;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** What the board would hear of the alerts job: raised when told to, acknowledged by command. */
final class SimulatedAlerts {
  private final WardView view;
  private final InMemoryCalls calls;
  private final LongSupplier clock;
  private final Supplier<OutputNumber> numbers;
  private final Map<String, List<AlertTransition>> open = new TreeMap<>();

  SimulatedAlerts(
      WardView view, InMemoryCalls calls, LongSupplier clock, Supplier<OutputNumber> numbers) {
    this.view = view;
    this.calls = calls;
    this.clock = clock;
    this.numbers = numbers;
  }

  AlertTransition raise(
      PatientContext context, Kind kind, Priority priority, String because, Evidence evidence) {
    long now = clock.getAsLong();
    AlertTransition raised =
        new AlertTransition(
            "a" + numbers.get().offset(),
            1,
            context.patient(),
            context.origin(),
            context.ward(),
            context.bed(),
            "rule",
            kind,
            State.ACTIVE,
            priority,
            Cause.RAISED,
            now,
            now,
            null,
            because,
            evidence);
    open.computeIfAbsent(context.patient(), p -> new ArrayList<>()).add(raised);
    publish(raised);
    return raised;
  }

  void acknowledge(Command command) {
    List<AlertTransition> alerts = open.getOrDefault(command.patient(), List.of());
    for (int i = 0; i < alerts.size(); i++) {
      if (alerts.get(i).alert().equals(command.alert())) {
        alerts.set(i, acknowledged(alerts.get(i), command.by()));
        publish(alerts.get(i));
      }
    }
  }

  private AlertTransition acknowledged(AlertTransition alert, String by) {
    return new AlertTransition(
        alert.alert(),
        alert.sequence() + 1,
        alert.patient(),
        alert.origin(),
        alert.ward(),
        alert.bed(),
        alert.rule(),
        alert.kind(),
        State.ACKNOWLEDGED,
        alert.priority(),
        Cause.ACKNOWLEDGED,
        alert.measured(),
        clock.getAsLong(),
        by,
        alert.because(),
        alert.evidence());
  }

  private void publish(AlertTransition latest) {
    List<AlertTransition> alerts = open.get(latest.patient());
    view.applyTransition(latest, numbers.get());
    calls.take(latest);
    Episode episode = new Episode(latest.patient(), alerts.get(0).decided(), alerts);
    view.applyEpisode(latest.patient(), episode, numbers.get());
  }
}
