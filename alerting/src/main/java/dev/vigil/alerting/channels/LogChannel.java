package dev.vigil.alerting.channels;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.channels.Delivery.Outcome;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.PatientContext.Origin;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line in the log for each transition: where and how urgent, never who or what. */
public final class LogChannel implements Channel {
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
    return new Delivery(Outcome.DELIVERED, 1, "logged");
  }

  /** The line: {@code DEMO alert 5f… 2 high acknowledged (acknowledged) ward A bed 3}. */
  static String line(AlertTransition transition) {
    String mark =
        transition.origin() == Origin.REAL ? "" : transition.origin().name() + " (not a patient) ";
    return mark
        + "alert "
        + transition.alert()
        + " "
        + transition.sequence()
        + " "
        + word(transition.priority())
        + " "
        + word(transition.state())
        + " ("
        + word(transition.cause())
        + ") ward "
        + plain(transition.ward())
        + " bed "
        + plain(transition.bed());
  }

  private static String word(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Ward and bed are free text: a line break in one must not forge another line. */
  private static String plain(String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }
}
