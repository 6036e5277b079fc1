package dev.vigil.alerting.channels;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.vigil.alerting.channels.Delivery.Outcome;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Escalation;
import dev.vigil.schemas.AlertTransition.Recipient;
import dev.vigil.schemas.PatientContext.Origin;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A FHIR server that can't write Flags. */
class FhirFlagTest {
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  /** Nobody was called while it did, however often that was tried. */
  @Test
  void flagThatTheServerStumblesOver_keepsNobodyFromBeingCalled_andIsTriedAgain() {
    FhirChannel channel =
        new FhirChannel(
            "fhir",
            Set.of(Origin.REAL),
            new FhirSettings(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"),
                null,
                "urn:ids",
                Duration.ofSeconds(5),
                1,
                Duration.ofMillis(1)));

    Delivery delivery = channel.deliver(calling());

    assertThat(delivery).isEqualTo(new Delivery(Outcome.UNDELIVERED, 1, "http-500"));
    assertThat(asked).containsExactly("PUT /Flag", "POST /Communication");
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
      exchange.sendResponseHeaders(exchange.getRequestMethod().equals("PUT") ? 500 : 201, -1);
    }
  }

  private static AlertTransition calling() {
    AlertTransition of = Transitions.of(Origin.REAL, 1);
    return new AlertTransition(
        of.alert(),
        of.sequence(),
        of.patient(),
        of.origin(),
        of.ward(),
        of.bed(),
        of.rule(),
        of.kind(),
        of.state(),
        of.priority(),
        of.cause(),
        of.measured(),
        of.decided(),
        null,
        of.because(),
        of.evidence(),
        null,
        null,
        new Escalation(0, 100, false, List.of(new Recipient("nurse", "ann", null))));
  }
}
