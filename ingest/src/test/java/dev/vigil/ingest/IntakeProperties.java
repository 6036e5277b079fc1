package dev.vigil.ingest;

import static dev.vigil.ingest.Wards.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.ingest.Verdict.Kind;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Compares the intake with the plainest reading of its promise, over a log that fails at times. */
class IntakeProperties {

  /** One step of a sender: a message, and whether the log is away meanwhile. */
  record Step(List<Sent> message, boolean logAway) {
    Message asMessage() {
      String body = message.stream().map(Sent::json).collect(Collectors.joining("\n"));
      return new Message("test", body.getBytes(UTF_8), ReadingMessages.NDJSON);
    }

    /** What the sender has to hear, given what was accepted before, to which it adds. */
    List<Kind> follow(Map<String, Integer> accepted) {
      List<Kind> expected = new ArrayList<>();
      for (Sent sent : message) {
        boolean known = accepted.containsKey(sent.copy());
        expected.add(known ? Kind.DUPLICATE : logAway ? Kind.REFUSED : Kind.ACCEPTED);
        if (!logAway) {
          accepted.putIfAbsent(sent.copy(), 1);
        }
      }
      return expected;
    }
  }

  /** A reading of few possible identities and values, so that copies and conflicts are common. */
  record Sent(String patient, long measured, int value, boolean corrected) {
    String json() {
      return """
      {"patient":"%s","vital":"heart-rate","value":%d,"unit":"/min","measured":%d%s}\
      """
          .formatted(patient, value, NOW - measured, corrected ? ",\"status\":\"corrected\"" : "");
    }

    /** What makes two readings copies of each other. */
    String copy() {
      return patient + "|" + measured + "|" + value + "|" + corrected;
    }
  }

  @Property(tries = 300)
  void acknowledgedReadings_areExactlyThoseInTheLog(@ForAll("steps") List<Step> steps) {
    FakePatientLog log = new FakePatientLog(2);
    IntakeCounts counts = new IntakeCounts();
    Intake intake =
        new Intake(
            log,
            Wards.ready(Wards.admitted("ann"), Wards.admitted("bob")),
            new FakeRejectedLog(),
            () -> NOW,
            counts,
            IntakeLimits.DEFAULT);
    Map<String, Integer> accepted = new HashMap<>();

    for (Step step : steps) {
      log.failOn(record -> step.logAway());

      List<Verdict> verdicts = intake.accept(step.asMessage()).join().each();

      assertThat(verdicts).extracting(Verdict::kind).isEqualTo(step.follow(accepted));
      assertThat(contents(log)).isEqualTo(accepted);
      assertThat(log.readings()).allSatisfy(IntakeProperties::noIdentityTwice);
    }
    assertThat(counts.received())
        .isEqualTo(steps.stream().mapToLong(step -> step.message().size()).sum())
        .isEqualTo(counts.of(Kind.ACCEPTED) + counts.of(Kind.DUPLICATE) + counts.of(Kind.REFUSED));
  }

  @Property(tries = 500)
  void bytes_whateverTheyAre_areJudged(@ForAll byte[] body, @ForAll boolean lines) {
    IntakeCounts counts = new IntakeCounts();
    Intake intake =
        new Intake(
            new FakePatientLog(1),
            Wards.ready(),
            new FakeRejectedLog(),
            () -> NOW,
            counts,
            IntakeLimits.DEFAULT);

    Verdicts verdicts =
        intake
            .accept(
                new Message("test", body, lines ? ReadingMessages.NDJSON : ReadingMessages.JSON))
            .join();

    assertThat(verdicts.each()).allMatch(verdict -> verdict.kind() == Kind.REJECTED);
    assertThat(counts.of(Kind.REJECTED)).isEqualTo(counts.received());
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<Sent> sent =
        Combinators.combine(
                Arbitraries.of("ann", "bob"),
                Arbitraries.longs().between(0, 2),
                Arbitraries.integers().between(70, 72),
                Arbitraries.of(true, false))
            .as(Sent::new);
    return Combinators.combine(
            sent.list().ofMinSize(1).ofMaxSize(8), Arbitraries.of(true, false, false))
        .as(Step::new)
        .list()
        .ofMaxSize(8);
  }

  private static Map<String, Integer> contents(FakePatientLog log) {
    Map<String, Integer> found = new HashMap<>();
    for (Readings record : log.readings()) {
      for (Reading reading : record.readings()) {
        Sent sent =
            new Sent(
                record.patient(),
                NOW - reading.measured(),
                (int) reading.value() / 10,
                reading.status() == Reading.Status.CORRECTED);
        found.merge(sent.copy(), 1, Integer::sum);
      }
    }
    return found;
  }

  private static void noIdentityTwice(Readings record) {
    assertThat(record.readings()).extracting(Reading::measured).doesNotHaveDuplicates();
  }
}
