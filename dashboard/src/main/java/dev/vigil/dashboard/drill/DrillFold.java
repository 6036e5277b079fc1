package dev.vigil.dashboard.drill;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.drill.DrillReport.AlertAnswer;
import dev.vigil.dashboard.drill.DrillReport.Deed;
import dev.vigil.dashboard.drill.DrillReport.Kind;
import dev.vigil.dashboard.drill.DrillReport.Moment;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.AuditEntry;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What people did in one drill, folded from the audit, the alerts' transitions, and the
 * observations and contexts of the patient log. What comes twice counts once, and in which order
 * the topics are read changes nothing: the same records give the same report. Not thread-safe.
 *
 * <p>How soon is measured on those who respond. Whoever started the drill knows what comes: that
 * they look is no deed, and what they do is one that stops no clock.
 */
public final class DrillFold {
  private static final int REFUSED = 400;
  private static final Set<String> OPENINGS = Set.of("view-patient", "view-history", "view-alert");
  private static final Comparator<Deed> IN_ORDER =
      Comparator.comparingLong(Deed::at)
          .thenComparing(Deed::patient)
          .thenComparing(Deed::kind)
          .thenComparing(Deed::by)
          .thenComparing(deed -> String.join(" ", deed.about()));

  private final Drill drill;
  private final Set<Opening> openings = new HashSet<>();
  private final SortedMap<String, SortedMap<Integer, AlertTransition>> alerts = new TreeMap<>();
  private final Set<Deed> observed = new HashSet<>();
  private final Map<String, DrillContexts> contexts = new HashMap<>();

  /** Somebody opened a patient or an alert. */
  private record Opening(long at, String by, String subject) {}

  /** Of a drill of which nothing was read yet; what happened after its end doesn't count. */
  public DrillFold(Drill drill) {
    this.drill = requireNonNull(drill, "drill is null");
  }

  /** Somebody asked the server for something. */
  public void take(AuditEntry entry) {
    String subject = entry.subject();
    if (subject != null
        && entry.status() < REFUSED
        && OPENINGS.contains(entry.action())
        && responds(entry.by())
        && drill.covers(entry.at())) {
      openings.add(new Opening(entry.at(), entry.by(), subject));
    }
  }

  /** An alert changed. */
  public void take(AlertTransition transition) {
    if (drill.owns(transition.patient()) && drill.covers(transition.decided())) {
      alerts
          .computeIfAbsent(transition.alert(), id -> new TreeMap<>())
          .putIfAbsent(transition.sequence(), transition);
    }
  }

  /** Readings came; those that people entered on a page count. */
  public void take(Readings readings) {
    if (!drill.owns(readings.patient())
        || !drill.covers(readings.received())
        || !readings.source().equals(Readings.BOARD)) {
      return;
    }
    for (Reading reading : readings.readings()) {
      if (reading.by() != null) {
        observed.add(
            new Deed(
                readings.received(),
                reading.by(),
                readings.patient(),
                Kind.OBSERVED,
                List.of(reading.vital())));
      }
    }
  }

  /** A newer context came, appended at this second. */
  public void take(long at, PatientContext context) {
    if (drill.owns(context.patient()) && drill.covers(at)) {
      contexts.computeIfAbsent(context.patient(), id -> new DrillContexts()).take(at, context);
    }
  }

  /** What was done so far. */
  public DrillReport report() {
    List<Deed> done = done();
    List<Deed> all = new ArrayList<>(done);
    all.addAll(looks());
    all.sort(IN_ORDER);
    Moment alerted = alerted();
    Long alert = alerted == null ? null : alerted.at();
    return new DrillReport(
        drill,
        alerted,
        first(Stream.concat(opened(drill.plan().worsens()), mine(done, kind -> true)), alert),
        first(mine(done, kind -> kind == Kind.ACKNOWLEDGED), alert),
        first(mine(done, Kind::isAct), alert),
        alerts.values().stream()
            .map(this::answer)
            .sorted(Comparator.comparingLong(AlertAnswer::raised).thenComparing(AlertAnswer::alert))
            .toList(),
        all,
        List.copyOf(new TreeSet<>(all.stream().map(Deed::by).toList())));
  }

  private boolean responds(String person) {
    return !person.equals(drill.by());
  }

  /** By those who respond, of the patient who gets worse. */
  private Stream<Opening> mine(Collection<Deed> deeds, Predicate<Kind> wanted) {
    return deeds.stream()
        .filter(deed -> responds(deed.by()))
        .filter(deed -> deed.patient().equals(drill.plan().worsens()))
        .filter(deed -> wanted.test(deed.kind()))
        .map(deed -> new Opening(deed.at(), deed.by(), deed.patient()));
  }

  private @Nullable Moment first(Stream<Opening> seen, @Nullable Long alert) {
    long onset = drill.plan().onset();
    return seen.filter(each -> each.at() >= onset)
        .min(Comparator.comparingLong(Opening::at).thenComparing(Opening::by))
        .map(each -> moment(each.at(), each.by(), alert))
        .orElse(null);
  }

  private Moment moment(long at, @Nullable String by, @Nullable Long alert) {
    return new Moment(at, by, at - drill.plan().onset(), alert == null ? null : at - alert);
  }

  private @Nullable Moment alerted() {
    return alerts.values().stream()
        .map(DrillFold::firstOf)
        .filter(raised -> raised.patient().equals(drill.plan().worsens()))
        .map(AlertTransition::decided)
        .filter(decided -> decided >= drill.plan().onset())
        .min(Comparator.naturalOrder())
        .map(decided -> moment(decided, null, decided))
        .orElse(null);
  }

  private static AlertTransition firstOf(SortedMap<Integer, AlertTransition> alert) {
    return requireNonNull(alert.get(alert.firstKey()));
  }

  /** Who opened a patient, or an alert of that one. */
  private Stream<Opening> opened(String patient) {
    return openings.stream().filter(opening -> patient.equals(patientOf(opening.subject())));
  }

  private @Nullable String patientOf(String subject) {
    SortedMap<Integer, AlertTransition> alert = alerts.get(subject);
    if (alert != null) {
      return firstOf(alert).patient();
    }
    return drill.owns(subject) ? subject : null;
  }

  /** The first time that each person opened each patient. */
  private List<Deed> looks() {
    Map<String, Deed> first = new TreeMap<>();
    for (Opening opening : openings) {
      String patient = patientOf(opening.subject());
      if (patient != null) {
        Deed look = new Deed(opening.at(), opening.by(), patient, Kind.OPENED, List.of());
        first.merge(
            opening.by() + " " + patient,
            look,
            (one, other) -> one.at() <= other.at() ? one : other);
      }
    }
    return List.copyOf(first.values());
  }

  /** Everything but looking. */
  private List<Deed> done() {
    List<Deed> done = new ArrayList<>(DrillContexts.together(observed));
    contexts.values().forEach(each -> done.addAll(each.deeds()));
    for (SortedMap<Integer, AlertTransition> alert : alerts.values()) {
      alert.values().stream().flatMap(DrillFold::said).forEach(done::add);
    }
    return done;
  }

  private static Stream<Deed> said(AlertTransition step) {
    String by = step.by();
    Kind kind = kindOf(step.cause());
    return by == null || kind == null
        ? Stream.of()
        : Stream.of(new Deed(step.decided(), by, step.patient(), kind, List.of(step.rule())));
  }

  private static @Nullable Kind kindOf(Cause cause) {
    return switch (cause) {
      case ACKNOWLEDGED, SEEN -> Kind.ACKNOWLEDGED;
      case SHELVED -> Kind.SHELVED;
      case UNSHELVED -> Kind.UNSHELVED;
      default -> null;
    };
  }

  private AlertAnswer answer(SortedMap<Integer, AlertTransition> alert) {
    AlertTransition raised = firstOf(alert);
    AlertTransition last = requireNonNull(alert.get(alert.lastKey()));
    Collection<AlertTransition> steps = alert.values();
    Opening opened =
        opened(raised.patient())
            .filter(opening -> opening.at() >= raised.decided())
            .min(Comparator.comparingLong(Opening::at).thenComparing(Opening::by))
            .orElse(null);
    Deed answered =
        steps.stream()
            .flatMap(DrillFold::said)
            .filter(deed -> deed.kind() != Kind.UNSHELVED)
            .findFirst()
            .orElse(null);
    return new AlertAnswer(
        raised.alert(),
        raised.patient(),
        raised.bed(),
        raised.rule(),
        highest(steps),
        raised.because(),
        raised.decided(),
        opened == null ? null : opened.at(),
        opened == null ? null : opened.by(),
        answered == null ? null : answered.at(),
        answered == null ? null : answered.by(),
        (int) steps.stream().filter(step -> step.cause() == Cause.ESCALATED).count(),
        last.state());
  }

  private static Priority highest(Collection<AlertTransition> steps) {
    return steps.stream()
        .map(AlertTransition::priority)
        .max(Comparator.naturalOrder())
        .orElseThrow();
  }
}
