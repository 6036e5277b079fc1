package dev.vigil.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.cli.FakeServer.Ran;
import dev.vigil.app.failure.VigilException;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WardsCommandTest {
  private static final String ENTRY =
      """
      {"version": 4, "holdsFrom": 60, "by": "ann", "because": "x", "rules": [],
       "wards": [{"ward": "*", "zone": "Europe/Zurich", "callsPerPatientDay": 2},
                 {"ward": "b", "shifts": ["07:00"]}]}
      """;

  @TempDir private Path folder;
  private FakeServer server;

  @BeforeEach
  void start() throws IOException {
    server = new FakeServer(folder.resolve("data"));
    server.answer("GET /api/policy", ENTRY);
    server.answer(
        "PUT /api/policy", "{\"entry\":{\"version\":5,\"holdsFrom\":120},\"appended\":true}");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Ran vigil(String... args) {
    return server.vigil(new WardsCommand(), args);
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  private JsonNode sent() throws IOException {
    String last = server.requests().get(server.requests().size() - 1);
    assertThat(last).startsWith("PUT /api/policy ");
    return Json.mapper().readTree(last.substring("PUT /api/policy ".length()));
  }

  @Test
  void plansThatAreShown_areTakenByCheckAndSet() throws Exception {
    Ran shown = vigil("wards", "show");
    String plans = file("wards.yaml", shown.out());

    assertThat(vigil("wards", "check", plans).out()).contains("2 plans, all usable");
    assertThat(vigil("wards", "set", plans, "--because", "as before").out())
        .contains("Plans hold from 1970-01-01T00:02:00Z on, as version 5.");
    assertThat(sent().path("wards")).isEqualTo(Json.mapper().readTree(ENTRY).path("wards"));
    assertThat(sent().path("because").asText()).isEqualTo("as before");
    assertThat(sent().has("after")).isFalse();
  }

  /** Who is called by a number was a number in YAML, which check and set refused. */
  @Test
  void wardsAndPeopleWithNumbersForNames_areTakenByCheckAndSetAsTheyAreShown() throws Exception {
    server.answer(
        "GET /api/policy",
        """
        {"version": 4, "wards": [
          {"ward": "12", "zone": "Europe/Zurich", "shifts": ["07:00", "15:00"],
           "callsPerPatientDay": 10.0,
           "rota": [{"role": "1", "person": "0x1F", "contact": "n1@ward.example",
                     "from": "2026-03-01T06:00:00Z", "until": "2026-03-01T14:00:00Z"},
                    {"role": "nurse", "person": "4711",
                     "from": "2026-03-01T06:00:00Z", "until": "2026-03-01T14:00:00Z"},
                    {"role": "no", "person": "1e5",
                     "from": "2026-03-01T06:00:00Z", "until": "2026-03-01T14:00:00Z"}]}]}
        """);

    Ran shown = vigil("wards", "show");
    String plans = file("wards.yaml", shown.out());

    assertThat(shown.out()).contains("zone: Europe/Zurich", "callsPerPatientDay: 10\n");
    Ran checked = vigil("wards", "check", plans);
    assertThat(checked.err()).isEmpty();
    assertThat(checked.code()).isZero();
    vigil("wards", "set", plans, "--because", "as before");
    JsonNode plan = sent().path("wards").get(0);
    assertThat(plan.path("ward").isTextual()).isTrue();
    assertThat(plan.path("ward").asText()).isEqualTo("12");
    assertThat(plan.path("shifts").get(1).asText()).isEqualTo("15:00");
    assertThat(plan.path("rota").findValuesAsText("person")).containsExactly("0x1F", "4711", "1e5");
    assertThat(plan.path("rota").findValuesAsText("role")).containsExactly("1", "nurse", "no");
  }

  @Test
  void planThatCannotHold_isRefusedByLine_andNothingIsSent() throws Exception {
    String plans =
        file(
            "wards.yaml",
            "- ward: a\n  ladders:\n    high:\n      levels: []\n      endSeconds: 5\n");

    for (String verb : new String[] {"check", "set"}) {
      Ran ran =
          verb.equals("set")
              ? vigil("wards", verb, plans, "--because", "x")
              : vigil("wards", verb, plans);

      assertThat(ran.code()).isEqualTo(VigilException.PROBLEM);
      assertThat(ran.err()).contains("line 3", "ladders/high", "at least one");
    }
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void rota_takesThePlaceOfItsWardsRotas_andOfNothingElse() throws Exception {
    String rota =
        file(
            "rota.csv",
            "until,ward,role,person,contact,from\n"
                + "2026-03-01T14:00:00Z,b,nurse,n-1,n1@ward.example,2026-03-01T07:00:00+01:00\n"
                + "2026-03-01T14:00:00Z,c,nurse,n-2,,2026-03-01T06:00:00Z\n");

    Ran ran = vigil("wards", "rota", rota, "--because", "March");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(sent().path("after").asInt()).isEqualTo(4);
    assertThat(sent().path("wards"))
        .isEqualTo(
            Json.mapper()
                .readTree(
                    """
                    [{"ward": "*", "zone": "Europe/Zurich", "callsPerPatientDay": 2},
                     {"ward": "b", "shifts": ["07:00"],
                      "rota": [{"role": "nurse", "person": "n-1", "contact": "n1@ward.example",
                                "from": "2026-03-01T06:00:00Z", "until": "2026-03-01T14:00:00Z"}]},
                     {"ward": "c", "zone": "Europe/Zurich", "callsPerPatientDay": 2,
                      "rota": [{"role": "nurse", "person": "n-2",
                                "from": "2026-03-01T06:00:00Z", "until": "2026-03-01T14:00:00Z"}]}]
                    """));
  }

  @Test
  void rotaThatCannotBeRead_isRefusedByLine_andNothingIsSent() throws Exception {
    String columns = "ward,role,person,contact,from,until\n";
    for (String row :
        new String[] {
          ",nurse,n,,2026-03-01T06:00:00Z,2026-03-01T14:00:00Z",
          "b,nurse,n,,today,2026-03-01T14:00:00Z",
          "b,nurse,n,nobody,2026-03-01T06:00:00Z,2026-03-01T14:00:00Z",
          "b,,n,,2026-03-01T06:00:00Z,2026-03-01T14:00:00Z",
          "b,nurse,n,,2026-03-01T14:00:00Z,2026-03-01T14:00:00Z"
        }) {
      Ran ran = vigil("wards", "rota", file("rota.csv", columns + row + "\n"), "--because", "x");

      assertThat(ran.code()).as(row).isEqualTo(VigilException.USAGE);
      assertThat(ran.err()).as(row).contains("line 2");
    }
    Ran empty = vigil("wards", "rota", file("rota.csv", columns), "--because", "x");
    assertThat(empty.err()).contains("has no duty");
    assertThat(server.requests()).isEmpty();
  }

  @Test
  void rotaFromACalendar_takesThePlaceOfItsRole_andSaysWhatIsMissing() throws Exception {
    server.answer(
        "GET /api/policy",
        """
        {"version": 7, "wards": [{"ward": "b", "zone": "Europe/Zurich",
          "ladders": {"high": {"endSeconds": 300, "levels": [
            {"afterSeconds": 0, "role": "nurse"}, {"afterSeconds": 60, "role": "chief"}]}},
          "rota": [
            {"role": "nurse", "person": "n-0",
             "from": "2026-03-01T06:00:00Z", "until": "2026-03-01T14:00:00Z"},
            {"role": "physician", "person": "d-1",
             "from": "2026-03-01T06:00:00Z", "until": "2026-04-01T06:00:00Z"}]}]}
        """);
    String calendar = file("nurses.ics", calendar("DTSTART:20260328T070000", "DURATION:PT12H"));

    Ran ran =
        vigil(
            "wards",
            "rota",
            calendar,
            "--ward",
            "b",
            "--role",
            "nurse",
            "--days",
            "2",
            "--from",
            "2026-03-28T00:00:00Z",
            "--because",
            "spring");

    assertThat(ran.code()).as(ran.err()).isZero();
    assertThat(sent().path("after").asInt()).isEqualTo(7);
    assertThat(sent().at("/wards/0/rota"))
        .isEqualTo(
            Json.mapper()
                .readTree(
                    """
                    [{"role": "physician", "person": "d-1",
                      "from": "2026-03-01T06:00:00Z", "until": "2026-04-01T06:00:00Z"},
                     {"role": "nurse", "person": "Anna",
                      "from": "2026-03-28T06:00:00Z", "until": "2026-03-28T18:00:00Z"},
                     {"role": "nurse", "person": "Anna",
                      "from": "2026-03-29T05:00:00Z", "until": "2026-03-29T17:00:00Z"}]
                    """));
    assertThat(ran.out().lines().skip(1))
        .containsExactly(
            "nurse of ward b: nobody from 2026-03-28T01:00+01:00 until 2026-03-28T07:00+01:00.",
            "nurse of ward b: nobody from 2026-03-28T19:00+01:00 until 2026-03-29T07:00+02:00.",
            "nurse of ward b: nobody from 2026-03-29T19:00+02:00 until 2026-03-30T02:00+02:00.",
            "chief of ward b: its ladders ask this role, which the rota doesn't name.");
  }

  @Test
  void calendarThatCannotBeTaken_isRefusedByLine_andNothingIsChanged() throws Exception {
    String calendar = file("nurses.ics", calendar("DTSTART:20260328T070000"));

    Ran ran = vigil("wards", "rota", calendar, "--ward", "b", "--role", "n", "--because", "x");
    Ran days = vigil("wards", "rota", calendar, "--days", "0", "--because", "x");
    String table = file("rota.csv", "ward,role\n");
    Ran csv = vigil("wards", "rota", table, "--ward", "b", "--because", "x");

    assertThat(ran.code()).isEqualTo(VigilException.USAGE);
    assertThat(ran.err()).contains("line 3 (UID n-1): it has no end", "nothing was changed");
    assertThat(days.code()).isEqualTo(VigilException.USAGE);
    assertThat(days.err()).contains("--days is 0, expected 1 to 366");
    assertThat(csv.code()).isEqualTo(VigilException.USAGE);
    assertThat(csv.err()).contains("is a table");
    assertThat(server.requests()).noneMatch(request -> request.startsWith("PUT"));
  }

  private static String calendar(String... times) {
    return "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:n-1\r\nSUMMARY:Anna\r\n"
        + String.join("\r\n", times)
        + "\r\nRRULE:FREQ=DAILY\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
  }
}
