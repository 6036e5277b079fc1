package dev.vigil.alerting.channels;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Escalation;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.TechnicalAlert;
import java.time.Instant;

/**
 * Alerts as FHIR R4: an alert is a Flag, and each time that it calls somebody a Communication.
 * HAPI's structures would be 59 MB for these two resources; the tests read them with HAPI.
 */
final class FhirResources {
  /** Identifier system of alerts. */
  static final String ALERT = "urn:vigil:alert";

  /** Identifier system of transitions: {@code alert/sequence}. */
  static final String TRANSITION = "urn:vigil:alert-transition";

  private static final String PRIORITY_EXTENSION =
      "http://hl7.org/fhir/StructureDefinition/flag-priority";
  private static final String PRIORITY_SYSTEM = "http://hl7.org/fhir/flag-priority-code";
  private static final String TERMINOLOGY = "http://terminology.hl7.org/CodeSystem/";

  private final String patientSystem;

  FhirResources(String patientSystem) {
    this.patientSystem = requireNonNull(patientSystem, "patientSystem is null");
  }

  /** The alert as it is from this transition on. */
  ObjectNode flag(AlertTransition of) {
    ObjectNode flag = resource("Flag", of.origin());
    ObjectNode priority = flag.putArray("extension").addObject().put("url", PRIORITY_EXTENSION);
    coding(priority.putObject("valueCodeableConcept"), PRIORITY_SYSTEM, code(of.priority()));
    ArrayNode identifiers = flag.putArray("identifier");
    identifiers.addObject().put("system", ALERT).put("value", of.alert());
    // Says how far this Flag is, to whoever would write an older one.
    identifiers.addObject().put("system", TRANSITION).put("value", AlertText.key(of));
    boolean over = of.state() == State.RESOLVED;
    flag.put("status", over ? "inactive" : "active");
    coding(flag.putArray("category").addObject(), TERMINOLOGY + "flag-category", "clinical");
    flag.putObject("code").put("text", AlertText.mark(of.origin()) + of.because());
    flag.set("subject", patient(of));
    if (over) {
      flag.putObject("period").put("end", time(of.decided()));
    }
    flag.putObject("author").put("display", "Vigil");
    return flag;
  }

  /** That somebody was called. */
  ObjectNode communication(AlertTransition of) {
    ObjectNode communication = resource("Communication", of.origin());
    communication(communication, AlertText.key(of), of.priority(), of.decided());
    communication.set("subject", patient(of));
    ObjectNode about = communication.putArray("about").addObject().put("type", "Flag");
    about.putObject("identifier").put("system", ALERT).put("value", of.alert());
    Escalation asked = of.escalation();
    if (asked != null && !asked.to().isEmpty()) {
      ArrayNode recipients = communication.putArray("recipient");
      asked
          .to()
          .forEach(
              to ->
                  recipients
                      .addObject()
                      .put("display", to.role() + (to.person() == null ? "" : " " + to.person())));
    }
    String text =
        AlertText.mark(of.origin())
            + AlertText.place(of)
            + ", "
            + AlertText.word(of.cause())
            + ": "
            + AlertText.explained(of).strip();
    communication.putArray("payload").addObject().put("contentString", text);
    return communication;
  }

  /** What is wrong with Vigil itself; it has no subject. */
  ObjectNode communication(TechnicalAlert of, Origin world) {
    ObjectNode communication = resource("Communication", world);
    communication(communication, AlertText.key(of), of.priority(), of.at());
    String text = AlertText.headline(of, world) + ": " + AlertText.explained(of).strip();
    communication.putArray("payload").addObject().put("contentString", text);
    return communication;
  }

  private static void communication(ObjectNode into, String key, Priority priority, long sent) {
    into.putArray("identifier").addObject().put("system", TRANSITION).put("value", key);
    into.put("status", "completed");
    coding(into.putArray("category").addObject(), TERMINOLOGY + "communication-category", "alert");
    into.put(
        "priority",
        switch (priority) {
          case HIGH -> "stat";
          case MEDIUM -> "urgent";
          case LOW -> "routine";
        });
    into.put("sent", time(sent));
  }

  /** What isn't of a patient is tagged as test data, by HL7's own code for it. */
  private static ObjectNode resource(String type, Origin origin) {
    ObjectNode resource = Json.mapper().createObjectNode().put("resourceType", type);
    if (origin != Origin.REAL) {
      resource
          .putObject("meta")
          .putArray("tag")
          .addObject()
          .put("system", TERMINOLOGY + "v3-ActReason")
          .put("code", "HTEST")
          .put("display", AlertText.word(origin));
    }
    return resource;
  }

  private ObjectNode patient(AlertTransition of) {
    ObjectNode subject = Json.mapper().createObjectNode().put("type", "Patient");
    subject.putObject("identifier").put("system", patientSystem).put("value", of.patient());
    return subject;
  }

  private static void coding(ObjectNode concept, String system, String code) {
    concept.putArray("coding").addObject().put("system", system).put("code", code);
  }

  private static String code(Priority priority) {
    return switch (priority) {
      case HIGH -> "PH";
      case MEDIUM -> "PM";
      case LOW -> "PL";
    };
  }

  private static String time(long second) {
    return Instant.ofEpochSecond(second).toString();
  }
}
