package dev.vigil.dashboard;

import dev.vigil.alerting.rules.LimitCheck;
import dev.vigil.alerting.rules.Policy;
import dev.vigil.alerting.rules.RefusedPolicyException;
import dev.vigil.dashboard.course.Courses;
import dev.vigil.dashboard.course.Span;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.dashboard.twin.NextHour;
import dev.vigil.dashboard.twin.Usual;
import dev.vigil.models.hour.HourForecasts;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.Limits;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PolicyEntry;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The past of a patient, and what Vigil knew of it when. */
final class CourseRoutes {
  private static final int OK = 200;
  private static final int USUAL_POINTS = 400;
  private static final int MOST_ASKED = 60;

  /** A store that is asked for months by many must not take the jobs' share of the machine. */
  private static final int AT_ONCE = 2;

  /** A month at one reading a second takes some seconds for each vital sign. */
  private static final long LONGEST_MINUTES = 10;

  /** Vectors are at most as far apart as readings come; what is older says nothing of now. */
  private static final long USUAL_SECONDS = 3600;

  private final ServerParts parts;
  private final SeenPatients seen;
  private final Courses courses;
  private final NextHour nextHour;
  private final WorkerExecutor workers;

  CourseRoutes(ServerParts parts, Vertx vertx) {
    this.parts = parts;
    seen = new SeenPatients(parts.registry());
    courses = new Courses(parts.history());
    nextHour = new NextHour(HourForecasts.delivered(), parts.history());
    workers =
        vertx.createSharedWorkerExecutor("history", AT_ONCE, LONGEST_MINUTES, TimeUnit.MINUTES);
  }

  void mount(Router router) {
    router.get("/api/patients/:id/history").handler(this::history);
    router.get("/api/patients/:id/course").handler(this::course);
    router.get("/api/patients/:id/usual").handler(this::usual);
    router.get("/api/patients/:id/next-hour").handler(this::nextHour);
  }

  private void history(RoutingContext context) {
    PatientContext patient = seen.find(context);
    VitalSign vital = vital(context.request().getParam("vital"));
    Span span = span(context);
    answer(
        context,
        () -> {
          Courses.VitalCourse course =
              courses.vital(patient.patient(), vital, span, agreed(patient, vital.id()));
          Map<String, Object> body = about(patient, span);
          body.put("vital", vital.id());
          body.put("unit", course.unit());
          body.put("gap", course.gap());
          body.put("readings", course.readings());
          body.put("points", course.points());
          return body;
        });
  }

  /** Everything of one span at once: one question, one entry of the audit. */
  private void course(RoutingContext context) {
    PatientContext patient = seen.find(context);
    List<VitalSign> vitals =
        asked(context, "vital").stream().map(CourseRoutes::vital).distinct().toList();
    List<String> models = asked(context, "model");
    Span span = span(context);
    answer(
        context,
        () -> {
          Map<String, Object> body = about(patient, span);
          body.put("vitals", vitals(patient, vitals, span));
          body.put("scores", scores(patient, models, span));
          Courses.AlertCourse alerts = courses.alerts(patient.patient(), span, patient.admitted());
          body.put("transitions", alerts.transitions());
          body.put("open", alerts.open());
          if (span.asOf() == null) {
            body.put("limits", limits(patient, vitals));
          }
          return body;
        });
  }

  private SortedMap<String, Courses.VitalCourse> vitals(
      PatientContext patient, List<VitalSign> vitals, Span span) {
    SortedMap<String, Courses.VitalCourse> found = new TreeMap<>();
    for (VitalSign vital : vitals) {
      Long agreed = agreed(patient, vital.id());
      found.put(vital.id(), courses.vital(patient.patient(), vital, span, agreed));
    }
    return found;
  }

  private SortedMap<String, Courses.ScoreCourse> scores(
      PatientContext patient, List<String> models, Span span) {
    String id = patient.patient();
    SortedMap<String, Courses.ScoreCourse> found = new TreeMap<>();
    for (String model : models) {
      found.put(
          model,
          courses.score(
              id,
              model,
              span,
              patient.admitted(),
              score -> parts.ward().wasLive(id, model, score.version(), score.known())));
    }
    return found;
  }

  /** The innermost limits of each vital sign that raise an alert of this patient now. */
  private SortedMap<String, Limits> limits(PatientContext patient, List<VitalSign> vitals) {
    Policy policy = policy().forPatient(patient);
    SortedMap<String, Limits> limits = new TreeMap<>();
    for (VitalSign vital : vitals) {
      BigDecimal low = null;
      BigDecimal high = null;
      for (LimitCheck check : policy.limitChecks(vital.id(), patient.limits().get(vital.id()))) {
        BigDecimal limit = vital.toDecimal(check.limit());
        if (check.side() == LimitCheck.Side.LOW) {
          low = low == null ? limit : low.max(limit);
        } else {
          high = high == null ? limit : high.min(limit);
        }
      }
      if (low != null || high != null) {
        limits.put(vital.id(), new Limits(low, high));
      }
    }
    return limits;
  }

  private Policy policy() {
    PolicyEntry entry = parts.policy().at(parts.ward().now()).orElse(null);
    try {
      return entry == null ? Policy.EMPTY : Policy.parse(entry.rules());
    } catch (RefusedPolicyException e) {
      throw new IllegalStateException("the policy that holds can't be read", e);
    }
  }

  /** What is usual for the patient, by vital sign. */
  private void usual(RoutingContext context) {
    PatientContext patient = seen.find(context);
    List<String> vitals =
        VitalSigns.catalogue().all().stream()
            .filter(vital -> vital.kind() == VitalSign.Kind.VITAL)
            .map(VitalSign::id)
            .toList();
    List<String> names = vitals.stream().flatMap(id -> Usual.features(id).stream()).toList();
    Long now = parts.ward().now();
    long to = now == null ? 0 : now;
    answer(
        context,
        () -> {
          List<SortedMap<String, Double>> vectors =
              parts.history().vectors(patient.patient(), names, to - USUAL_SECONDS, to);
          SortedMap<String, Usual> usual = new TreeMap<>();
          for (String vital : vitals) {
            Usual found = Usual.of(vital, vectors);
            if (found != null) {
              usual.put(vital, found);
            }
          }
          return Map.of("patient", patient.patient(), "now", to, "usual", usual);
        });
  }

  /** What is expected in an hour, of each vital sign whose forecast has a proof that holds. */
  private void nextHour(RoutingContext context) {
    PatientContext patient = seen.find(context);
    Long now = parts.ward().now();
    long at = now == null ? 0 : now;
    answer(context, () -> nextHour.of(patient.patient(), at));
  }

  private static Map<String, Object> about(PatientContext patient, Span span) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("patient", patient.patient());
    body.put("from", span.from());
    body.put("to", span.to());
    if (span.asOf() != null) {
      body.put("asOf", span.asOf());
    }
    body.put("stretch", span.stretchSeconds());
    return body;
  }

  private static @Nullable Long agreed(PatientContext patient, String vital) {
    for (MonitoringPlan.Item item : patient.plan().items()) {
      if (item.vital().equals(vital)) {
        return (long) item.intervalSeconds() + item.graceSeconds();
      }
    }
    return null;
  }

  private static Span span(RoutingContext context) {
    String points = context.request().getParam("points");
    try {
      return new Span(
          Answers.second(context, "from"),
          Answers.second(context, "to"),
          points == null ? USUAL_POINTS : Integer.parseInt(points),
          Answers.secondIfThere(context, "asOf"));
    } catch (NumberFormatException e) {
      throw RefusedException.invalid("'points' is not a number", "1 to " + Span.MOST_POINTS);
    } catch (IllegalArgumentException e) {
      throw RefusedException.invalid(String.valueOf(e.getMessage()), "a range that can be shown");
    }
  }

  private static List<String> asked(RoutingContext context, String name) {
    List<String> asked = context.queryParam(name).stream().distinct().toList();
    if (asked.size() > MOST_ASKED) {
      throw RefusedException.invalid("too many of '" + name + "' at once", "at most " + MOST_ASKED);
    }
    return asked;
  }

  private static VitalSign vital(@Nullable String id) {
    VitalSign vital = id == null ? null : VitalSigns.catalogue().find(id);
    if (vital == null) {
      throw RefusedException.invalid(
          "'vital' is missing or not in the catalogue", "the id of a vital sign");
    }
    return vital;
  }

  private void answer(RoutingContext context, Callable<Object> work) {
    workers
        .executeBlocking(work, false)
        .onSuccess(body -> Answers.send(context, OK, body))
        .onFailure(
            failure -> context.fail(failure instanceof RefusedException ? failure : storeAway()));
  }

  private static RefusedException storeAway() {
    return new RefusedException(
        RefusedException.Kind.UNAVAILABLE,
        "the history store does not answer",
        "a store that is up",
        "Look at /api/status; the live values and alerts do not depend on the store.");
  }
}
