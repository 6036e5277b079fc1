package dev.vigil.alerting.channels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.alerting.channels.Delivery.Outcome;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.TechnicalAlert;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;

/**
 * Tells a FHIR R4 server: each alert is one Flag, written by conditional update under the alert's
 * identifier, and each time that it calls somebody a Communication, written by conditional create.
 * The same transition again changes nothing. Technical alerts are Communications without a subject.
 *
 * <p>400, 409, 412, 413 and 422 refuse this very message: 412 says that several resources have its
 * identifier. A Flag that is refused, or that the server stumbles over, keeps nobody from being
 * called: the Communication is written all the same, and the whole is kept to be told again.
 */
public final class FhirChannel implements Channel {
  private static final Set<Integer> REFUSALS = Set.of(400, 409, 412, 413, 422);
  private static final String TYPE = "application/fhir+json";

  private final String name;
  private final Set<Origin> origins;
  private final FhirSettings settings;
  private final FhirResources resources;
  private final HttpCourier courier;

  /**
   * A channel to one server.
   *
   * @param name unique among the channels
   */
  public FhirChannel(String name, Set<Origin> origins, FhirSettings settings) {
    this.name = requireNonNull(name, "name is null");
    this.origins = Set.copyOf(requireNonNull(origins, "origins is null"));
    this.settings = requireNonNull(settings, "settings is null");
    this.resources = new FhirResources(settings.patientSystem());
    this.courier =
        new HttpCourier(
            name, REFUSALS, settings.timeout(), settings.attempts(), settings.firstPause());
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
    Delivery flag =
        courier.carry(
            request("Flag?identifier=" + token(FhirResources.ALERT, transition.alert()))
                .PUT(BodyPublishers.ofByteArray(Json.encode(resources.flag(transition))))
                .build());
    if (!AlertText.calls(transition) || !(flag.isFinal() || stumbles(flag))) {
      return flag;
    }
    Delivery call = create(AlertText.key(transition), resources.communication(transition));
    return call.outcome() == Outcome.DELIVERED || !flag.isFinal() ? flag : call;
  }

  /** Whether the server is there: it may be this Flag that it can't write. */
  private static boolean stumbles(Delivery flag) {
    return flag.detail().startsWith("http-5");
  }

  /** The Flag is written only if the server's is older. */
  @Override
  public Delivery redeliver(AlertTransition transition) {
    try {
      if (written(transition.alert()) < transition.sequence()) {
        return deliver(transition);
      }
    } catch (IOException e) {
      return HttpCourier.failed(e, 1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return HttpCourier.failed(e, 1);
    }
    return AlertText.calls(transition)
        ? create(AlertText.key(transition), resources.communication(transition))
        : new Delivery(Outcome.DELIVERED, 1, "overtaken");
  }

  @Override
  public Delivery deliver(TechnicalAlert alert, Origin world) {
    return create(AlertText.key(alert), resources.communication(alert, world));
  }

  private Delivery create(String key, ObjectNode communication) {
    return courier.carry(
        request("Communication")
            .header("If-None-Exist", "identifier=" + token(FhirResources.TRANSITION, key))
            .POST(BodyPublishers.ofByteArray(Json.encode(communication)))
            .build());
  }

  /** The sequence that the server's Flag of an alert is at; 0 if there is none. */
  private int written(String alert) throws IOException, InterruptedException {
    HttpRequest search =
        request("Flag?identifier=" + token(FhirResources.ALERT, alert)).GET().build();
    JsonNode found = Json.mapper().readTree(courier.fetch(search));
    for (JsonNode identifier : found.at("/entry/0/resource/identifier")) {
      String value = identifier.path("value").asText();
      if (identifier.path("system").asText().equals(FhirResources.TRANSITION)) {
        return Integer.parseInt(value.substring(value.lastIndexOf('/') + 1));
      }
    }
    return 0;
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(settings.base().resolve(path))
            .timeout(settings.timeout())
            .header("Content-Type", TYPE)
            .header("Accept", TYPE)
            .header("Prefer", "return=minimal");
    return settings.token() == null
        ? request
        : request.header("Authorization", "Bearer " + settings.token());
  }

  /** What FHIR calls a token: {@code system|value}. */
  private static String token(String system, String value) {
    return URLEncoder.encode(system + "|" + value, UTF_8);
  }
}
