package dev.vigil.dashboard;

import static dev.vigil.dashboard.access.Permission.ACKNOWLEDGE;
import static dev.vigil.dashboard.access.Permission.CHANGE_PATIENTS;
import static dev.vigil.dashboard.access.Permission.DECIDE_MODELS;
import static dev.vigil.dashboard.access.Permission.DRILL;
import static dev.vigil.dashboard.access.Permission.EXPORT;
import static dev.vigil.dashboard.access.Permission.INVITE;
import static dev.vigil.dashboard.access.Permission.OBSERVE;
import static dev.vigil.dashboard.access.Permission.OUTCOMES;
import static dev.vigil.dashboard.access.Permission.READ_AUDIT;
import static dev.vigil.dashboard.access.Permission.SEE_MODELS;
import static dev.vigil.dashboard.access.Permission.SEE_PATIENTS;
import static dev.vigil.dashboard.access.Permission.SEE_STATUS;
import static dev.vigil.dashboard.access.Permission.SET_RULES;
import static dev.vigil.dashboard.access.Permission.VERIFY;
import static io.vertx.core.http.HttpMethod.GET;
import static io.vertx.core.http.HttpMethod.POST;
import static io.vertx.core.http.HttpMethod.PUT;

import dev.vigil.dashboard.access.Permission;
import io.vertx.core.http.HttpMethod;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a path of the API asks of whoever calls it. A path without a rule is open to nobody.
 *
 * @param path with its parameters, as the routes have it
 * @param permission that is needed; null for whoever has signed in
 * @param action its name in the audit; null if it shows and changes nothing that matters there
 */
record ApiRule(
    HttpMethod method, String path, @Nullable Permission permission, @Nullable String action) {
  private static final String PATIENT = "/api/patients/:id";

  static final List<ApiRule> ALL =
      List.of(
          new ApiRule(GET, "/api/me", null, null),
          new ApiRule(GET, OpenApi.PATH, null, null),
          new ApiRule(POST, "/api/sign-out", null, "sign-out"),
          new ApiRule(POST, "/api/sign-in-links", INVITE, "invite"),
          new ApiRule(GET, "/api/status", SEE_STATUS, null),
          new ApiRule(POST, "/api/verify", VERIFY, "verify"),
          new ApiRule(GET, "/api/audit", READ_AUDIT, "read-audit"),
          new ApiRule(GET, "/api/patients", SEE_PATIENTS, "list-patients"),
          new ApiRule(POST, "/api/patients", CHANGE_PATIENTS, "admit"),
          new ApiRule(GET, "/api/patients/:id", SEE_PATIENTS, "view-patient"),
          new ApiRule(PUT, "/api/patients/:id", CHANGE_PATIENTS, "change-patient"),
          new ApiRule(POST, "/api/patients/:id/transfer", CHANGE_PATIENTS, "transfer"),
          new ApiRule(POST, "/api/patients/:id/discharge", CHANGE_PATIENTS, "discharge"),
          new ApiRule(GET, "/api/patients/:id/history", SEE_PATIENTS, "view-history"),
          new ApiRule(GET, "/api/patients/:id/course", SEE_PATIENTS, "view-history"),
          new ApiRule(GET, "/api/patients/:id/usual", SEE_PATIENTS, "view-history"),
          new ApiRule(GET, "/api/patients/:id/next-hour", SEE_PATIENTS, "view-history"),
          new ApiRule(POST, "/api/patients/:id/what-if", SEE_PATIENTS, "what-if"),
          new ApiRule(POST, "/api/patients/:id/observations", OBSERVE, "observe"),
          new ApiRule(GET, "/api/alerts", SEE_PATIENTS, "list-alerts"),
          new ApiRule(GET, "/api/alerts/:id", SEE_PATIENTS, "view-alert"),
          new ApiRule(POST, "/api/alerts/:id/acknowledge", ACKNOWLEDGE, "acknowledge"),
          new ApiRule(POST, "/api/alerts/:id/shelve", ACKNOWLEDGE, "shelve"),
          new ApiRule(POST, "/api/alerts/:id/unshelve", ACKNOWLEDGE, "unshelve"),
          new ApiRule(POST, "/api/alerts/:id/feedback", ACKNOWLEDGE, "feedback"),
          new ApiRule(GET, "/api/burden", SEE_STATUS, null),
          new ApiRule(GET, "/api/drills", DRILL, null),
          new ApiRule(POST, "/api/drills", DRILL, "start-drill"),
          new ApiRule(GET, "/api/drills/:id", DRILL, "read-drill"),
          new ApiRule(POST, "/api/drills/:id/stop", DRILL, "stop-drill"),
          new ApiRule(PUT, ModelRoutes.BUNDLE, DECIDE_MODELS, "upload-bundle"),
          new ApiRule(POST, ModelRoutes.BUNDLE + "/deploy", DECIDE_MODELS, "deploy"),
          new ApiRule(GET, "/api/policy", SEE_STATUS, null),
          new ApiRule(PUT, "/api/policy", SET_RULES, "set-rules"),
          new ApiRule(GET, "/api/models", SEE_MODELS, null),
          new ApiRule(GET, "/api/models/:id", SEE_MODELS, null),
          new ApiRule(POST, "/api/models/:id/promote", DECIDE_MODELS, "promote"),
          new ApiRule(POST, "/api/models/:id/retire", DECIDE_MODELS, "retire"),
          new ApiRule(POST, "/api/models/:model/rollback", DECIDE_MODELS, "rollback"),
          new ApiRule(GET, "/api/log", EXPORT, "export-log"),
          new ApiRule(GET, "/api/features", EXPORT, "export-features"),
          new ApiRule(GET, "/api/monitors", SEE_MODELS, null),
          new ApiRule(GET, "/api/technical", SEE_STATUS, null),
          new ApiRule(GET, WatchRoutes.DELIVERIES, SEE_STATUS, null),
          new ApiRule(POST, WatchRoutes.DELIVERIES + "/redrive", SET_RULES, "redrive"),
          new ApiRule(POST, WatchRoutes.DELIVERIES + "/close", SET_RULES, "close-deliveries"),
          new ApiRule(GET, "/api/outcomes", OUTCOMES, "list-outcomes"),
          new ApiRule(POST, "/api/outcomes", OUTCOMES, "state-outcomes"));

  /** Whether {@code id} in the path is a patient's: whoever asks has to see the ward. */
  boolean namesPatient() {
    return path.equals(PATIENT) || path.startsWith(PATIENT + "/");
  }
}
