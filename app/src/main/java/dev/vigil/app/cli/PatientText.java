package dev.vigil.app.cli;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.DeviceAssignment;
import dev.vigil.schemas.PatientContext.HospitalStay;
import dev.vigil.schemas.PatientContext.Limits;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Patients, for people. */
final class PatientText {
  private static final String ROW = "%-20s %-12s %-8s %-4s %-7s %-7s %s";

  private PatientText() {}

  /** What a change has come to. */
  static String sentence(PatientContext patient) {
    return patient.isAdmitted()
        ? "Patient %s is admitted to ward %s, bed %s (version %d)."
            .formatted(patient.patient(), patient.ward(), patient.bed(), patient.version())
        : "Patient %s is discharged (version %d).".formatted(patient.patient(), patient.version());
  }

  static String header() {
    return ROW.formatted("PATIENT", "WARD", "BED", "AGE", "SEX", "ORIGIN", "ADMITTED");
  }

  static String row(PatientContext patient) {
    return ROW.formatted(
        patient.patient(),
        patient.ward(),
        patient.bed(),
        or(patient.ageYears(), "-"),
        or(word(patient.sex()), "-"),
        word(patient.origin()),
        Instant.ofEpochSecond(patient.admitted()));
  }

  /**
   * All that is known and agreed of a patient.
   *
   * @param answer of the API, with {@code now}, {@code ready} and {@code view}
   */
  static String page(PatientContext patient, JsonNode answer) {
    StringBuilder page = new StringBuilder();
    line(page, "patient", patient.patient() + ", " + word(patient.origin()));
    line(page, "place", "ward " + patient.ward() + ", bed " + patient.bed());
    line(page, "stay", stay(patient));
    line(page, "person", person(patient));
    if (!patient.hospital().equals(HospitalStay.UNKNOWN)) {
      line(page, "hospital", hospital(patient.hospital()));
    }
    line(page, "SpO2", "scale " + patient.spo2Scale());
    line(page, "limits", limits(patient.limits()));
    line(page, "plan", plan(patient.plan()));
    patient.plan().pauses().forEach(pause -> line(page, "pause", pause(pause)));
    line(page, "devices", devices(patient));
    line(page, "version", patient.version() + ", by " + patient.by() + ": " + patient.because());
    if (!answer.path("ready").asBoolean()) {
      line(page, "now", "NOT LIVE: the server has not caught up with the patient log");
    } else {
      now(page, answer);
    }
    return page.toString().stripTrailing();
  }

  private static void now(StringBuilder page, JsonNode answer) {
    JsonNode view = answer.path("view");
    long now = answer.path("now").asLong();
    view.path("vitals")
        .properties()
        .forEach(vital -> line(page, "now", vital(vital.getKey(), vital.getValue(), now)));
    for (JsonNode score : view.path("scores")) {
      line(page, "score", score(score));
    }
    for (JsonNode alert : view.path("episode").path("alerts")) {
      line(
          page,
          "alert",
          alert.path("priority").asText()
              + " "
              + alert.path("state").asText()
              + ": "
              + alert.path("because").asText());
    }
  }

  private static String vital(String id, JsonNode view, long now) {
    VitalSign vital = VitalSigns.catalogue().find(id);
    JsonNode value = view.path("value");
    if (vital == null || value.isMissingNode()) {
      return id + " has no value";
    }
    boolean named = vital.isCoded() && value.asInt(-1) >= 0 && value.asInt() < vital.codes().size();
    String shown =
        named ? vital.codes().get(value.asInt()) : PlainNumber.of(value) + " " + vital.unit();
    return id + " " + shown + ", measured " + (now - view.path("measured").asLong()) + " s ago";
  }

  private static String score(JsonNode score) {
    String name = score.path("model").asText() + ":" + score.path("version").asText();
    String reason = score.has("reason") ? " (" + score.path("reason").asText() + ")" : "";
    return switch (score.path("outcome").asText()) {
      case "score" -> name + " " + PlainNumber.of(score.path("value"));
      case "range" ->
          name
              + " "
              + PlainNumber.of(score.path("low"))
              + ".."
              + PlainNumber.of(score.path("high"));
      default -> name + " " + score.path("outcome").asText() + reason;
    };
  }

  private static String stay(PatientContext patient) {
    String since = "admitted " + Instant.ofEpochSecond(patient.admitted());
    return patient.discharged() == null
        ? since
        : since + ", discharged " + Instant.ofEpochSecond(patient.discharged());
  }

  private static String person(PatientContext patient) {
    String age = patient.ageYears() == null ? "age unknown" : patient.ageYears() + " years";
    String sex = or(word(patient.sex()), "sex unknown");
    String pregnant = Boolean.TRUE.equals(patient.pregnant()) ? ", pregnant" : "";
    return age + ", " + sex + pregnant;
  }

  private static String hospital(HospitalStay stay) {
    String since =
        stay.admitted() == null ? "since ?" : "since " + Instant.ofEpochSecond(stay.admitted());
    return or(word(stay.specialty()), "specialty unknown") + ", " + since;
  }

  private static String limits(Map<String, Limits> limits) {
    return limits.isEmpty()
        ? "those of the rules"
        : limits.entrySet().stream()
            .map(
                own ->
                    own.getKey()
                        + " "
                        + plain(own.getValue().low())
                        + ".."
                        + plain(own.getValue().high()))
            .collect(Collectors.joining(", "));
  }

  private static String plain(@Nullable BigDecimal limit) {
    return limit == null ? "" : limit.toPlainString();
  }

  private static String plan(MonitoringPlan plan) {
    return plan.items().isEmpty()
        ? "nothing is expected, silence is no alarm"
        : plan.items().stream()
            .map(
                item ->
                    "%s every %d s + %d s"
                        .formatted(item.vital(), item.intervalSeconds(), item.graceSeconds()))
            .collect(Collectors.joining(", "));
  }

  private static String pause(MonitoringPlan.Pause pause) {
    return "%s from %s until %s, by %s: %s"
        .formatted(
            pause.vital(),
            Instant.ofEpochSecond(pause.from()),
            Instant.ofEpochSecond(pause.until()),
            pause.by(),
            pause.because());
  }

  private static String devices(PatientContext patient) {
    return patient.devices().isEmpty()
        ? "none"
        : patient.devices().stream().map(PatientText::device).collect(Collectors.joining(", "));
  }

  private static String device(DeviceAssignment device) {
    String from = device.device() + " from " + Instant.ofEpochSecond(device.from());
    return device.until() == null ? from : from + " until " + Instant.ofEpochSecond(device.until());
  }

  private static void line(StringBuilder page, String name, String text) {
    page.append(String.format(Locale.ROOT, "%-8s  ", name)).append(text).append('\n');
  }

  private static String or(@Nullable Object value, String otherwise) {
    return value == null ? otherwise : value.toString();
  }

  private static @Nullable String word(@Nullable Enum<?> value) {
    return value == null ? null : value.name().toLowerCase(Locale.ROOT);
  }
}
