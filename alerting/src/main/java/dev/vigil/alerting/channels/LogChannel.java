package dev.vigil.alerting.channels;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.channels.Delivery.Outcome;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.TechnicalAlert;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line in the log for each transition: where and how urgent, never who or what. */
public final class LogChannel implements Channel {
  private static final Delivery LOGGED = new Delivery(Outcome.DELIVERED, 1, "logged");

  private final String name;
  private final Set<Origin> origins;
  private final Logger log;

  /**
   * A channel for these kinds of patients, to the logger {@code vigil.alerts}.
   *
   * @param name unique among the channels
   */
  public LogChannel(String name, Set<Origin> origins) {
    this(name, origins, LoggerFactory.getLogger("vigil.alerts"));
  }

  LogChannel(String name, Set<Origin> origins, Logger log) {
    this.name = requireNonNull(name, "name is null");
    this.origins = Set.copyOf(requireNonNull(origins, "origins is null"));
    this.log = requireNonNull(log, "log is null");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<Origin> origins() {
    return origins;
  }

  @Override
  public Delivery deliver(AlertTransition transition) {
    log.info(line(transition));
    return LOGGED;
  }

  @Override
  public Delivery deliver(TechnicalAlert alert, Origin world) {
    log.warn("{}: {}", AlertText.headline(alert, world), AlertText.plain(alert.because()));
    return LOGGED;
  }

  /** The line: {@code DEMO alert 5f… 2 high acknowledged (acknowledged) ward A bed 3}. */
  static String line(AlertTransition transition) {
    return AlertText.mark(transition.origin())
        + "alert "
        + transition.alert()
        + " "
        + transition.sequence()
        + " "
        + AlertText.word(transition.priority())
        + " "
        + AlertText.word(transition.state())
        + " ("
        + AlertText.word(transition.cause())
        + ") "
        + AlertText.place(transition);
  }
}
