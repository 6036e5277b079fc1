package dev.vigil.dashboard;

import static dev.vigil.dashboard.OtherWardTest.Expected.ALL_PATIENTS;
import static dev.vigil.dashboard.OtherWardTest.Expected.HIDDEN;
import static dev.vigil.dashboard.OtherWardTest.Expected.LEFT_OUT;
import static dev.vigil.dashboard.OtherWardTest.Expected.NO_PATIENT;
import static dev.vigil.dashboard.OtherWardTest.Expected.OF_ALL_WARDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.alerting.rules.DefaultPolicy;
import dev.vigil.dashboard.access.Caller;
import dev.vigil.dashboard.access.Role;
import java.net.http.HttpResponse;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every path of the API, asked by somebody of another ward who has every role. */
class OtherWardTest {
  private static final String SPAN = "from=" + (TestServer.NOW - 9) + "&to=" + TestServer.NOW;

  /** Patient, alert and drill of one ward; each with what comes after it if it isn't refused. */
  private static final List<Ask> ASKS =
      List.of(
          new Ask("GET /api/patients", LEFT_OUT),
          new Ask("GET /api/patients/:id", HIDDEN),
          new Ask("GET /api/patients/:id/history", HIDDEN).with("vital=heart-rate&" + SPAN),
          new Ask("GET /api/patients/:id/course", HIDDEN).with("vital=heart-rate&" + SPAN),
          new Ask("GET /api/patients/:id/usual", HIDDEN),
          new Ask("GET /api/patients/:id/next-hour", HIDDEN),
          new Ask("POST /api/patients/:id/what-if", HIDDEN).saying("{'changes':{'spo2':91}}"),
          new Ask("POST /api/patients/:id/observations", HIDDEN)
              .saying("{'values':{'consciousness':1}}"),
          new Ask("GET /api/alerts", LEFT_OUT),
          new Ask("GET /api/alerts/:id", HIDDEN),
          new Ask("POST /api/alerts/:id/acknowledge", HIDDEN).saying("{'sequence':1}"),
          new Ask("POST /api/alerts/:id/shelve", HIDDEN)
              .saying("{'sequence':1,'forSeconds':60,'because':'known'}"),
          new Ask("POST /api/alerts/:id/unshelve", HIDDEN).saying("{'sequence':1}"),
          new Ask("POST /api/alerts/:id/feedback", HIDDEN).saying("{'verdict':'useful'}"),
          new Ask("POST /api/outcomes", HIDDEN)
              .saying("{'outcomes':[{'patient':'p1','label':'sepsis','occurred':true,'at':9}]}"),
          new Ask("GET /api/outcomes", LEFT_OUT),
          new Ask("GET /api/drills", LEFT_OUT),
          new Ask("GET /api/drills/:id", HIDDEN),
          new Ask("POST /api/drills/:id/stop", HIDDEN).saying("{}"),
          new Ask("POST /api/drills", HIDDEN).saying("{'ward':'U','scenario':'sepsis'}"),
          new Ask("POST /api/patients", HIDDEN).saying("{'patient':'p3','ward':'A','bed':'3'}"),
          new Ask("POST /api/patients", HIDDEN).saying("[{'patient':'p4','ward':'A','bed':'4'}]"),
          new Ask("PUT /api/patients/:id", HIDDEN)
              .saying("{'version':1,'because':'round','limits':{'heart-rate':{'low':50}}}"),
          new Ask("POST /api/patients/:id/transfer", HIDDEN)
              .saying("{'version':2,'ward':'A','bed':'5'}"),
          new Ask("POST /api/patients/:id/discharge", HIDDEN).saying("{'version':3}"),
          new Ask("GET /api/log", ALL_PATIENTS),
          new Ask("GET /api/features", ALL_PATIENTS),
          new Ask("GET /api/audit", ALL_PATIENTS),
          new Ask("POST /api/verify", ALL_PATIENTS),
          new Ask("GET /api/me", NO_PATIENT),
          new Ask("GET /api/openapi.json", NO_PATIENT),
          new Ask("GET /api/status", NO_PATIENT),
          new Ask("GET /api/burden", NO_PATIENT),
          new Ask("GET /api/policy", NO_PATIENT),
          new Ask("GET /api/models", NO_PATIENT),
          new Ask("GET /api/models/:id", NO_PATIENT),
          new Ask("GET /api/monitors", NO_PATIENT),
          new Ask("GET /api/technical", NO_PATIENT),
          new Ask("GET /api/deliveries", NO_PATIENT),
          new Ask("PUT /api/policy", OF_ALL_WARDS).saying("{'rules':[],'because':'fewer'}"),
          new Ask("PUT /api/policy", OF_ALL_WARDS)
              .saying("{'rules':[{'id':'x','wards':['A']}],'because':'theirs'}"),
          new Ask("PUT /api/policy", OF_ALL_WARDS)
              .saying("{'wards':[{'ward':'A','zone':'UTC'}],'because':'theirs'}"),
          new Ask("POST /api/deliveries/redrive", OF_ALL_WARDS).saying("{}"),
          new Ask("POST /api/deliveries/close", OF_ALL_WARDS).saying("{'because':'it is gone'}"),
          new Ask("POST /api/sign-in-links", NO_PATIENT).saying("{'name':'dr.lin'}"),
          new Ask("PUT /api/bundles/:id", NO_PATIENT).saying("{}"),
          new Ask("POST /api/bundles/:id/deploy", NO_PATIENT).saying("{}"),
          new Ask("POST /api/models/:id/promote", OF_ALL_WARDS).saying("{}"),
          new Ask("POST /api/models/:id/retire", OF_ALL_WARDS).saying("{}"),
          new Ask("POST /api/models/:model/rollback", OF_ALL_WARDS).saying("{}"),
          new Ask("POST /api/sign-out", NO_PATIENT));

  private final TestServer server = new TestServer();

  /** What somebody of another ward gets. */
  enum Expected {
    /** Refused, as if it were not there. */
    HIDDEN,
    /** An answer without it. */
    LEFT_OUT,
    /** An answer that holds nothing of a patient; an alert's id says nothing of whose it is. */
    NO_PATIENT,
    /** Refused: it would change what holds for others than the caller's wards, or is of others. */
    OF_ALL_WARDS,
    /** The permission alone decides: it is about all patients, under their pseudonyms. */
    ALL_PATIENTS
  }

  /**
   * One request.
   *
   * @param rule method and path as they stand in {@link ApiRule#ALL}
   * @param query without its question mark
   * @param body null for none
   */
  private record Ask(String rule, Expected expected, String query, @Nullable String body) {
    Ask(String rule, Expected expected) {
      this(rule, expected, "", null);
    }

    Ask with(String asked) {
      return new Ask(rule, expected, asked, body);
    }

    /** Single quotes stand for double ones. */
    Ask saying(String said) {
      return new Ask(rule, expected, query, said.replace('\'', '"'));
    }

    String method() {
      return rule.substring(0, rule.indexOf(' '));
    }

    String path() {
      String id = expected == Expected.NO_PATIENT ? "none" : thing();
      String path = rule.substring(rule.indexOf(' ') + 1).replaceAll(":[a-z]+", id);
      return query.isEmpty() ? path : path + '?' + query;
    }

    /** Of ward A: what the request is about. */
    String thing() {
      return rule.contains("/alerts") ? "a1" : rule.contains("/drills") ? "drill-1" : "p1";
    }

    /** The same about something that never was. */
    Ask absent() {
      return new Ask(
          rule.replace(":id", never()),
          expected,
          query,
          body == null ? null : body.replace(thing(), never()));
    }

    String never() {
      return thing().replace('1', '9');
    }
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyRule_isAskedHere() {
    assertThat(ASKS.stream().map(Ask::rule).distinct())
        .as("a new path says here what somebody of another ward gets")
        .containsExactlyInAnyOrderElementsOf(
            ApiRule.ALL.stream().map(rule -> rule.method() + " " + rule.path()).toList());
  }

  @Test
  void otherWard_isAsUnknownAsIfItWereNot_onEveryPath_toEveryRole() throws Exception {
    server.raise(1, 1);
    server.post("/api/drills", "{\"ward\":\"T\",\"scenario\":\"sepsis\"}");
    server.policy.set(new RulePolicy.Asked(DefaultPolicy.rules(), null, null), "start", "anna");
    String own = session("a.lin", Set.of("A", "T", "U"));
    String other = session("b.kim", Set.of("B"));

    for (Ask ask : ASKS) {
      switch (ask.expected()) {
        case HIDDEN -> assertHidden(ask, own, other);
        case LEFT_OUT -> assertLeftOut(ask, own, other);
        case NO_PATIENT ->
            assertThat(asked(ask, other).body()).as(ask.rule()).doesNotContain("\"p1\"");
        case OF_ALL_WARDS -> {
          assertThat(asked(ask, other).statusCode()).as(ask.rule()).isEqualTo(403);
          assertThat(server.policy.at(null).orElseThrow().version()).isEqualTo(1);
        }
        case ALL_PATIENTS -> {} // SignInTest asks who has the permission
      }
    }
  }

  /** What is wrong with what somebody says of a patient would tell that the patient is there. */
  @Test
  void patientOfAnotherWard_isHidden_beforeWhatIsSaidIsRead() throws Exception {
    String other = session("b.kim", Set.of("B"));
    List<Ask> saying =
        ASKS.stream()
            .filter(ask -> ask.body() != null && ask.rule().contains(" /api/patients/:id"))
            .toList();

    assertThat(saying).isNotEmpty();
    for (Ask ask : saying) {
      assertThat(asked(ask.saying("no JSON"), other).statusCode()).as(ask.rule()).isIn(403, 404);
    }
  }

  /**
   * The same request by somebody of the ward is a good one: nothing but the ward was in the way.
   */
  private void assertHidden(Ask ask, String own, String other) throws Exception {
    HttpResponse<String> hidden = asked(ask, other);
    assertThat(hidden.statusCode()).as(ask.rule()).isIn(403, 404);
    assertThat(hidden.body())
        .as(ask.rule())
        .isEqualTo(asked(ask.absent(), other).body().replace(ask.never(), ask.thing()));
    HttpResponse<String> allowed = asked(ask, own);
    assertThat(allowed.statusCode()).as("%s %s", ask.rule(), allowed.body()).isBetween(200, 299);
  }

  private void assertLeftOut(Ask ask, String own, String other) throws Exception {
    String quoted = '"' + ask.thing() + '"';
    assertThat(asked(ask, own).body()).as(ask.rule()).contains(quoted);
    HttpResponse<String> answer = asked(ask, other);
    assertThat(answer.statusCode()).as(ask.rule()).isEqualTo(200);
    assertThat(answer.body()).as(ask.rule()).doesNotContain(quoted);
  }

  private HttpResponse<String> asked(Ask ask, String session) throws Exception {
    return server.asked(ask.method(), ask.path(), session, ask.body());
  }

  private String session(String name, Set<String> wards) throws Exception {
    return server.linked(new Caller(name, EnumSet.allOf(Role.class), wards));
  }
}
