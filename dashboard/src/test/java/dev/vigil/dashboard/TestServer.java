package dev.vigil.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.Sessions;
import dev.vigil.dashboard.models.InMemoryModelLog;
import dev.vigil.dashboard.registry.Admission;
import dev.vigil.dashboard.registry.InMemoryContextLog;
import dev.vigil.dashboard.registry.PatientRegistry;
import dev.vigil.dashboard.technical.InMemoryRecordLog;
import dev.vigil.dashboard.ward.HeartRateAlert;
import dev.vigil.dashboard.ward.WardView;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Episode;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.Tick;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A real server on any free port, with a log in memory and one admitted patient, {@code p1}. Each
 * of its answers is held against the API's document.
 */
final class TestServer implements AutoCloseable {
  static final long NOW = 1_772_000_000L;
  static final Token TOKEN = new Token("anna", "a".repeat(43));

  final Vertx vertx = Vertx.vertx();
  private Path folder;
  final HttpClient http = HttpClient.newHttpClient();
  final WardView ward = new WardView();
  final InMemoryContextLog log = new InMemoryContextLog(ward::apply);
  final PatientRegistry registry = PatientRegistry.open(log, () -> NOW);
  final InMemoryPolicy policy = new InMemoryPolicy();
  final InMemoryHistory history = new InMemoryHistory();
  final List<ObservationIntake.Observation> observations = new ArrayList<>();
  String verdict = "accepted";
  volatile Runnable verifying = () -> {};
  final InMemoryAuditLog audit = new InMemoryAuditLog();
  final InMemoryCalls calls = new InMemoryCalls(() -> NOW);
  final InMemoryDrills drills = new InMemoryDrills(registry, () -> NOW);
  final Access access;
  private final ServerParts parts;
  private final VigilServer server;

  TestServer() {
    this(new NoLogStreams());
  }

  TestServer(LogStreams streams) {
    this(streams, unchanged -> unchanged);
  }

  /** One that listens otherwise. */
  TestServer(LogStreams streams, UnaryOperator<ServerSettings> with) {
    access = Access.of(folder().resolve("users.json"), folder());
    ward.apply(new Tick(NOW, "test"));
    ward.setReady(true);
    parts =
        new ServerParts(
            registry,
            ward,
            log,
            InMemoryModelLog.registry(() -> NOW),
            policy,
            history,
            this::take,
            () -> (JsonNode) Json.mapper().createObjectNode().put("kafka", "up"),
            () -> {
              verifying.run();
              return Json.mapper().createObjectNode().put("mismatchCount", 0);
            },
            access,
            audit,
            InMemoryRecordLog.watch(List::of, registry, () -> NOW),
            calls,
            streams,
            drills,
            new ServerParts.Metrics(new SimpleMeterRegistry(), () -> "vigil_up 1\n"));
    ServerSettings settings =
        ServerSettings.of("127.0.0.1", 0, TOKEN).beating(Duration.ofMillis(50));
    server = done(VigilServer.start(vertx, with.apply(settings), parts));
    admit("p1", "A");
  }

  void admit(String patient, String ward) {
    Admission admission = Admission.of(patient, Origin.DEMO, ward, "1");
    registry.admit(admission, "anna").toCompletableFuture().join();
  }

  private CompletionStage<List<ObservationIntake.Answer>> take(
      List<ObservationIntake.Observation> taken) {
    observations.addAll(taken);
    boolean durable = verdict.equals("accepted");
    String why = durable ? null : "a reason";
    ObservationIntake.Answer answer = new ObservationIntake.Answer(verdict, why, why, why);
    return CompletableFuture.completedFuture(Collections.nCopies(taken.size(), answer));
  }

  private Path folder() {
    try {
      return folder == null ? folder = Files.createTempDirectory("vigil-server") : folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static <T> T done(Future<T> future) {
    return future.toCompletionStage().toCompletableFuture().join();
  }

  ServerParts parts() {
    return parts;
  }

  int port() {
    return server.port();
  }

  @Override
  public void close() {
    done(server.close());
    done(vertx.close());
  }

  /** The alerts job raises an alert of {@code p1}. */
  void raise(int sequence, long number) {
    AlertTransition raised = raised(sequence);
    OutputNumber output = new OutputNumber(number, NOW, 0);
    ward.applyTransition(raised, output);
    calls.take(raised);
    ward.applyEpisode("p1", new Episode("p1", NOW, List.of(raised)), output);
  }

  /** The alerts job raises the first alert of somebody who wasn't admitted. */
  void raise(String patient, Priority priority, long number) {
    ward.applyTransition(
        HeartRateAlert.of(patient, 1, AlertTransition.State.ACTIVE, priority, NOW),
        new OutputNumber(number, NOW, 0));
  }

  /** An alert of {@code p1}. */
  AlertTransition raised(int sequence) {
    return HeartRateAlert.raised(sequence, NOW);
  }

  static Readings readings(long measured, long value) {
    return new Readings(
        "p1", NOW, "http", List.of(Reading.of("heart-rate", "mon-1", measured, value)));
  }

  URI uri(String path) {
    return URI.create("http://127.0.0.1:" + server.port() + path);
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(uri(path)).header("Authorization", "Bearer " + TOKEN.secret());
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(request(path).build());
  }

  HttpResponse<String> post(String path, String body) throws Exception {
    return send(request(path).POST(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  HttpResponse<String> put(String path, String body) throws Exception {
    return send(request(path).PUT(HttpRequest.BodyPublishers.ofString(body)).build());
  }

  HttpResponse<String> send(HttpRequest request) throws Exception {
    HttpResponse<String> response =
        http.sendAsync(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
            .get(10, TimeUnit.SECONDS);
    ApiContract.check(response);
    return response;
  }

  /** A session of somebody, through a link. */
  String linked(Caller caller) throws Exception {
    String code = access.links().make(caller, Instant.now().getEpochSecond());
    HttpRequest.BodyPublisher body =
        HttpRequest.BodyPublishers.ofString("{\"code\":\"" + code + "\"}");
    return session(send(HttpRequest.newBuilder(uri("/api/sign-in")).POST(body).build()));
  }

  /** The session that a sign-in began. */
  static String session(HttpResponse<String> answer) {
    String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow();
    return cookie.substring(cookie.indexOf('=') + 1, cookie.indexOf(';'));
  }

  /** What a page of a session gets. */
  HttpResponse<String> asked(String method, String path, String session, @Nullable String body)
      throws Exception {
    return send(
        HttpRequest.newBuilder(uri(path))
            .header("Cookie", SignedIn.COOKIE + "=" + session)
            .header(SignedIn.PAGE_TOKEN, Sessions.pageToken(session))
            .method(
                method,
                body == null
                    ? HttpRequest.BodyPublishers.noBody()
                    : HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  static JsonNode json(HttpResponse<String> response) throws Exception {
    return Json.mapper().readTree(response.body());
  }
}
