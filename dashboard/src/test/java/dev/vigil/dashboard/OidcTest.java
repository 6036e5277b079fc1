package dev.vigil.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.dashboard.access.Role;
import dev.vigil.dashboard.access.Sessions;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Signing in at an identity provider that signs real tokens. */
class OidcTest {
  private static final String PASSWORD = "a password of some length";
  private static final List<String> NURSES = List.of("ward-nurses", "canteen");

  private @Nullable IdentityProvider provider;
  private TestServer server;
  private volatile Duration later = Duration.ZERO;

  @BeforeEach
  void start() throws Exception {
    provider = new IdentityProvider(0);
    server = serverAt(provider.issuer());
    // A provider that makes its first keys on a busy machine takes its time.
    await().atMost(Duration.ofMinutes(1)).until(this::ready);
  }

  @AfterEach
  void stop() {
    server.close();
    if (provider != null) {
      provider.close();
    }
  }

  private TestServer serverAt(String issuer) {
    InstantSource clock = () -> Instant.now().plus(later);
    return new TestServer(
        new NoLogStreams(),
        all ->
            new ServerSettings(
                all.host(),
                all.port(),
                all.token(),
                all.beat(),
                all.onlyTls(),
                clock,
                IdentityProvider.settings(issuer),
                all.patience()));
  }

  @Test
  void session_endsAsSoonAsConfigured_andTheNextOneHasTheWardsOfThen() throws Exception {
    provider.next("b.nurse", NURSES, List.of("A"));
    HttpResponse<String> first = signIn("/");
    String session = cookie(first, SignedIn.COOKIE);
    assertThat(cookieLine(first, SignedIn.COOKIE))
        .contains("Max-Age=" + IdentityProvider.SESSION.toSeconds());
    later = IdentityProvider.SESSION.minusSeconds(5);
    assertThat(asked("GET", "/api/patients/p1", session).statusCode()).isEqualTo(200);

    later = IdentityProvider.SESSION;

    assertThat(asked("GET", "/api/patients/p1", session).statusCode()).isEqualTo(401);
    later = Duration.ZERO;
    provider.next("b.nurse", NURSES, List.of("C"));
    String next = cookie(signIn("/"), SignedIn.COOKIE);
    assertThat(asked("GET", "/api/patients/p1", next).statusCode()).isEqualTo(404);
  }

  @Test
  void rightPerson_comesInWithTheirRolesAndWards_andGoesToTheirPage() throws Exception {
    provider.next("b.nurse", NURSES, List.of("A", "C"));

    HttpResponse<String> answer = signIn("/ward.html");

    assertThat(answer.statusCode()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location")).hasValue("/ward.html");
    assertThat(cookieLine(answer, SignedIn.COOKIE)).contains("HTTPOnly", "SameSite=Strict");
    String session = cookie(answer, SignedIn.COOKIE);
    JsonNode me = TestServer.json(asked("GET", "/api/me", session));
    assertThat(me.path("name").asText()).isEqualTo("b.nurse");
    assertThat(me.path("roles")).hasSize(1);
    assertThat(me.path("roles").get(0).asText()).isEqualTo("clinician");
    assertThat(me.path("wards").toString()).contains("A", "C");
    assertThat(asked("GET", "/api/patients/p1", session).statusCode()).isEqualTo(200);
    assertThat(server.audit.entries)
        .anyMatch(entry -> entry.action().equals("sign-in") && entry.by().equals("b.nurse"));
  }

  @Test
  void personOfOtherWards_seesNobodyHere() throws Exception {
    provider.next("b.nurse", NURSES, List.of());

    String session = cookie(signIn("/"), SignedIn.COOKIE);

    assertThat(asked("GET", "/api/patients/p1", session).statusCode()).isEqualTo(404);
  }

  @Test
  void tokenThatIsWrong_opensNothing() throws Exception {
    for (Map<String, Object> wrong :
        List.<Map<String, Object>>of(
            Map.of("nonce", "of another sign-in"),
            Map.of("aud", "another-board"),
            Map.of("iss", "http://localhost:1/elsewhere"),
            Map.of("exp", 1_700_000_000L))) {
      provider.next("b.nurse", NURSES, List.of("A"), wrong, 3600);
      assertRefused(signIn("/"), 401, "could not be verified");
    }
    provider.next("b.nurse", NURSES, List.of("A"), Map.of(), -3600);
    assertRefused(signIn("/"), 401, "could not be verified");
    assertThat(server.audit.entries)
        .filteredOn(entry -> entry.action().equals("sign-in-refused"))
        .hasSize(5);

    provider.next("b.nurse", NURSES, List.of("A"));
    assertThat(signIn("/").statusCode()).as("the next one comes in").isEqualTo(303);
  }

  @Test
  void personWithoutARole_isToldSo() throws Exception {
    provider.next("c.cook", List.of("canteen"), List.of("A"));

    assertRefused(signIn("/"), 403, "the claim groups stands for no role here");
    assertThat(server.audit.entries)
        .anyMatch(entry -> entry.action().equals("sign-in-refused") && entry.by().equals("c.cook"));
  }

  @Test
  void signIn_endsOnceAndOnlyInTheBrowserThatBeganIt() throws Exception {
    provider.next("b.nurse", NURSES, List.of("A"));
    HttpResponse<String> begun = get(server.uri("/sign-in/oidc"), "");
    String browser = cookie(begun, "vigil-oidc");
    URI back = location(get(location(begun), ""));

    assertRefused(get(back, ""), 400, "didn't begin in this browser");
    assertRefused(get(back, "vigil-oidc=another"), 400, "didn't begin in this browser");
    assertRefused(get(back, "vigil-oidc=" + browser), 400, "was used already");
  }

  @Test
  void request_hasStateNonceAndTheHashOfTheVerifier() throws Exception {
    HttpResponse<String> begun = get(server.uri("/sign-in/oidc?to=https://evil.example/"), "");

    assertThat(location(begun).toString()).startsWith(provider.issuer() + "/authorize?");
    assertThat(location(begun).getQuery())
        .contains("response_type=code", "code_challenge_method=S256", "code_challenge=")
        .contains("client_id=" + IdentityProvider.CLIENT, "nonce=", "state=", "openid")
        .contains("redirect_uri=" + server.uri("/sign-in/oidc/callback"));
    assertThat(cookieLine(begun, "vigil-oidc"))
        .contains("HTTPOnly", "SameSite=Lax", "Path=/sign-in/oidc");
  }

  @Test
  void pageToGoTo_isOneOfThisServer() throws Exception {
    for (String to : List.of("https://evil.example/", "//evil.example", "/api/log", "/..%2F")) {
      provider.next("b.nurse", NURSES, List.of("A"));

      assertThat(signIn(to).headers().firstValue("Location")).as(to).hasValue("/");
    }
  }

  @Test
  void signingOut_leadsToTheProviderWhereItsSessionEnds() throws Exception {
    provider.next("b.nurse", NURSES, List.of("A"));
    String session = cookie(signIn("/"), SignedIn.COOKIE);

    JsonNode answer = TestServer.json(asked("POST", "/api/sign-out", session));

    assertThat(answer.path("next").asText())
        .startsWith(provider.issuer() + "/endsession?")
        .contains("client_id=" + IdentityProvider.CLIENT, "post_logout_redirect_uri=http%3A%2F%2F");
    assertThat(asked("GET", "/api/me", session).statusCode()).isEqualTo(401);
  }

  @Test
  void providerThatIsAway_keepsNobodyFromSigningInHere_andIsFoundWhenItIsBack() throws Exception {
    int port = freePort();
    server.close();
    server = serverAt(IdentityProvider.issuer(port));
    server.access.users().put("anna.w", Set.of(Role.CLINICIAN), null, PASSWORD);

    assertRefused(get(server.uri("/sign-in/oidc"), ""), 503, "does not answer");
    assertThat(ready()).isFalse();
    String password = "{\"name\":\"anna.w\",\"password\":\"" + PASSWORD + "\"}";
    assertThat(server.post("/api/sign-in", password).statusCode()).isEqualTo(200);

    provider.close();
    provider = new IdentityProvider(port);
    await().atMost(Duration.ofMinutes(1)).until(this::ready);
    provider.next("b.nurse", NURSES, List.of("A"));
    assertThat(signIn("/").statusCode()).isEqualTo(303);
  }

  private boolean ready() throws Exception {
    return TestServer.json(server.get("/api/sign-in")).at("/elsewhere/ready").asBoolean();
  }

  /** As a browser does it: here, there, and back again. */
  private HttpResponse<String> signIn(String to) throws Exception {
    HttpResponse<String> begun = get(server.uri("/sign-in/oidc?to=" + to), "");
    assertThat(begun.statusCode()).as(begun.body()).isEqualTo(303);
    HttpResponse<String> there = get(location(begun), "");
    return get(location(there), "vigil-oidc=" + cookie(begun, "vigil-oidc"));
  }

  private HttpResponse<String> get(URI uri, String cookie) throws Exception {
    HttpRequest.Builder request = HttpRequest.newBuilder(uri);
    return server.send((cookie.isEmpty() ? request : request.header("Cookie", cookie)).build());
  }

  private HttpResponse<String> asked(String method, String path, String session) throws Exception {
    return server.send(
        HttpRequest.newBuilder(server.uri(path))
            .header("Cookie", SignedIn.COOKIE + "=" + session)
            .header(SignedIn.PAGE_TOKEN, Sessions.pageToken(session))
            .method(method, BodyPublishers.noBody())
            .build());
  }

  private static void assertRefused(HttpResponse<String> answer, int status, String text) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.body()).contains(text, "Back to signing in").doesNotContain("<script>");
    assertThat(answer.headers().allValues("Set-Cookie"))
        .noneMatch(cookie -> cookie.startsWith(SignedIn.COOKIE + "="));
  }

  private static URI location(HttpResponse<String> answer) {
    return URI.create(answer.headers().firstValue("Location").orElseThrow());
  }

  private static String cookieLine(HttpResponse<String> answer, String name) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith(name + "="))
        .findFirst()
        .orElseThrow();
  }

  private static String cookie(HttpResponse<String> answer, String name) {
    String line = cookieLine(answer, name);
    return line.substring(name.length() + 1, line.indexOf(';'));
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
