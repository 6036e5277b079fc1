package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.ObservationIntake.Observation;
import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.dashboard.twin.WhatIf;
import dev.vigil.dashboard.ward.PatientView;
import dev.vigil.dashboard.ward.VitalView;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import io.vertx.core.Context;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a person at the bedside observes, and what would be if it were otherwise. */
final class BedsideRoutes {
  private static final int OK = 200;

  /** The folds use nothing that is older when it comes. */
  private static final long OLDEST_SECONDS = 24 * 3600L;

  /** Of a value in an answer: written out, 1e999999999 has a billion digits. */
  private static final MathContext SHOWN = new MathContext(12);

  private final ServerParts parts;
  private final SeenPatients seen;

  BedsideRoutes(ServerParts parts) {
    this.parts = parts;
    seen = new SeenPatients(parts.registry());
  }

  void mount(Router router) {
    router.post("/api/patients/:id/observations").handler(this::observe);
    router.post("/api/patients/:id/what-if").handler(this::whatIf);
  }

  /**
   * What was observed at one moment.
   *
   * @param measured when, whole seconds since the epoch; null for now
   * @param values by vital sign, in its canonical unit; of a coded one the code's whole number
   */
  record Observed(@Nullable Long measured, SortedMap<String, BigDecimal> values) {
    Observed {
      if (values == null || values.isEmpty() || values.containsValue(null)) {
        throw new IllegalArgumentException("'values' is missing, empty or has a null");
      }
    }
  }

  /**
   * Other values.
   *
   * @param changes by vital sign, in its canonical unit; null for one that isn't known
   */
  record Changes(SortedMap<String, @Nullable BigDecimal> changes) {
    Changes {
      requireNonNull(changes, "'changes' is missing");
    }
  }

  private void observe(RoutingContext context) {
    PatientContext patient = admitted(context);
    Observed observed = Answers.body(context, Observed.class);
    long now = now();
    long measured = observed.measured() == null ? now : observed.measured();
    requireTimely(patient, measured, now);
    List<Observation> observations = new ArrayList<>();
    observed
        .values()
        .forEach(
            (id, value) -> {
              VitalSign vital = plausible(id, value);
              requireNew(patient, vital, measured);
              String by = SignedIn.name(context);
              observations.add(
                  new Observation(patient.patient(), id, value, vital.unit(), measured, by));
            });
    send(context, measured, observations);
  }

  private void send(RoutingContext context, long measured, List<Observation> observations) {
    // The answers come on the log's thread, this one belongs on the connection's.
    Context eventLoop = context.vertx().getOrCreateContext();
    parts
        .observations()
        .take(observations)
        .whenComplete(
            (answers, failure) ->
                eventLoop.runOnContext(
                    go -> answer(context, measured, observations, answers, failure)));
  }

  private static void answer(
      RoutingContext context,
      long measured,
      List<Observation> observations,
      @Nullable List<ObservationIntake.Answer> answers,
      @Nullable Throwable failure) {
    if (answers == null) {
      context.fail(failure);
      return;
    }
    Map<String, ObservationIntake.Answer> verdicts = new LinkedHashMap<>();
    for (int i = 0; i < answers.size(); i++) {
      verdicts.put(observations.get(i).vital(), answers.get(i));
    }
    boolean none = answers.stream().allMatch(ObservationIntake.Answer::isRefused);
    if (none) {
      context.fail(RefusedException.logAway());
      return;
    }
    Answers.send(
        context,
        OK,
        Map.of("measured", measured, "by", observations.get(0).by(), "verdicts", verdicts));
  }

  private static void requireTimely(PatientContext patient, long measured, long now) {
    if (measured > now) {
      throw RefusedException.invalidField(
          "measured", "the time lies in the future", "now or before");
    }
    if (measured < Math.max(patient.admitted(), now - OLDEST_SECONDS)) {
      throw RefusedException.invalidField(
          "measured",
          "the time is before the admission, or over 24 h ago",
          "a time within the last 24 h, after the admission");
    }
  }

  /** A second value of one second would be a conflict, of which the first stands. */
  private void requireNew(PatientContext patient, VitalSign vital, long measured) {
    PatientView view = parts.ward().find(patient.patient());
    SortedMap<String, VitalView> vitals = view == null ? null : view.vitals();
    VitalView last = vitals == null ? null : vitals.get(vital.id());
    if (last != null
        && Reading.MANUAL.equals(last.sensor())
        && last.measured() != null
        && last.measured() == measured) {
      throw RefusedException.invalidField(
          "measured",
          vital.name() + " was entered for this second already",
          "another time, the one of the new observation");
    }
  }

  private void whatIf(RoutingContext context) {
    PatientContext patient = admitted(context);
    Map<String, @Nullable Long> changes = new TreeMap<>();
    Answers.body(context, Changes.class)
        .changes()
        .forEach((id, value) -> changes.put(id, value == null ? null : steps(id, value)));
    long now = now();
    WhatIf whatIf = new WhatIf(patient, now);
    SortedMap<String, WhatIf.Value> values = values(patient.patient());
    Answers.send(
        context,
        OK,
        Map.of(
            "now", now,
            "asItIs", whatIf.scores(values),
            "whatIf", whatIf.scores(whatIf.changed(values, changes))));
  }

  private SortedMap<String, WhatIf.Value> values(String patient) {
    PatientView view = parts.ward().find(patient);
    SortedMap<String, VitalView> vitals = view == null ? null : view.vitals();
    SortedMap<String, WhatIf.Value> values = new TreeMap<>();
    (vitals == null ? Collections.<String, VitalView>emptySortedMap() : vitals)
        .forEach(
            (id, latest) -> {
              if (latest.value() != null && latest.measured() != null) {
                long steps = VitalSigns.catalogue().get(id).toSteps(latest.value());
                values.put(id, new WhatIf.Value(steps, latest.measured()));
              }
            });
    return values;
  }

  private static long steps(String id, BigDecimal value) {
    return plausible(id, value).toSteps(value);
  }

  /** The value stands in the answer to whoever sent it, and nowhere else. */
  private static VitalSign plausible(String id, BigDecimal value) {
    VitalSign vital = VitalSigns.catalogue().find(id);
    if (vital == null) {
      throw RefusedException.invalid(
          "a vital sign is not in the catalogue", "ids of vital-signs.json, such as heart-rate");
    }
    String range = vital.low() + " to " + vital.high() + " " + vital.unit();
    if (!vital.isPlausible(value)) {
      throw RefusedException.invalidField(
          id, vital.name() + " " + value.round(SHOWN) + " can't be true", range);
    }
    if (value.stripTrailingZeros().scale() > vital.decimals()) {
      throw RefusedException.invalidField(
          id,
          vital.name() + " is more precise than it can be",
          range + ", with at most " + vital.decimals() + " decimals");
    }
    return vital;
  }

  private PatientContext admitted(RoutingContext context) {
    PatientContext patient = seen.find(context);
    if (!patient.isAdmitted()) {
      throw RefusedException.conflict(
          "patient " + patient.patient() + " is discharged",
          "an admitted patient",
          "Admit the patient.");
    }
    return patient;
  }

  private long now() {
    Long now = parts.ward().now();
    if (now == null) {
      throw new RefusedException(
          RefusedException.Kind.UNAVAILABLE,
          "the log's clock doesn't run yet",
          "a first tick",
          "Repeat the request in some seconds.");
    }
    return now;
  }
}
