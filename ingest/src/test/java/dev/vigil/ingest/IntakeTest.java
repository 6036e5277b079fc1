package dev.vigil.ingest;

import static dev.vigil.ingest.Wards.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.ingest.Verdict.Kind;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.Rejected;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Readings among others: messages, copies, and a log that is away. */
class IntakeTest extends IntakeOfAWard {
  @Test
  void oneBadReading_leavesTheOthersAccepted_andItsBytesAreKept() {
    String good = reading("ann", "heart-rate", "72", "'/min'", "" + NOW);
    String bad = reading("ann", "heart-rate", "720", "'/min'", "" + NOW);
    String other = reading("bob", "spo2", "97", "'%'", "" + NOW);

    List<Verdict> verdicts = accept("[%s, 17 ,%s,%s]".formatted(good, bad, other)).join().each();

    assertThat(verdicts)
        .extracting(Verdict::kind)
        .containsExactly(Kind.ACCEPTED, Kind.REJECTED, Kind.REJECTED, Kind.ACCEPTED);
    assertThat(verdicts.get(2).detail()).isEqualTo("heart-rate 720 /min is outside 0..350");
    assertThat(rejected.kept())
        .extracting(kept -> kept.reason() + " " + new String(kept.raw(), UTF_8))
        .containsExactly("not-a-reading 17", "implausible " + bad);
    assertThat(log.readings()).hasSize(2);
  }

  @Test
  void readingsOfOnePatient_areOneRecord_andASecondValueIsAnother() {
    String first = reading("ann", "heart-rate", "72", "'/min'", "" + NOW);
    String spo2 = reading("ann", "spo2", "97", "'%'", "" + NOW);
    String again = reading("ann", "heart-rate", "72.0", "'bpm'", "" + NOW);
    String conflict = reading("ann", "heart-rate", "90", "'/min'", "" + NOW);

    List<Verdict> verdicts =
        accept("[%s,%s,%s,%s]".formatted(first, spo2, again, conflict)).join().each();

    assertThat(verdicts)
        .containsExactly(Verdict.ACCEPTED, Verdict.ACCEPTED, Verdict.DUPLICATE, Verdict.ACCEPTED);
    assertThat(log.readings()).extracting(record -> record.readings().size()).containsExactly(2, 1);
  }

  @Test
  void manyReadingsWithLongNames_areRecordsThatKafkaTakes() {
    String name = "床".repeat(128);
    String more = ",\"sensor\":\"%s\",\"by\":\"%s\"}".formatted(name, name);
    String message =
        IntStream.range(0, 1_200)
            .mapToObj(i -> reading("ann", "heart-rate", "72", "'/min'", "" + (NOW - i)))
            .map(reading -> reading.replace("}", more))
            .collect(Collectors.joining(",", "[", "]"));

    Verdicts verdicts = accept(message).join();

    assertThat(verdicts.count(Kind.ACCEPTED)).isEqualTo(1_200);
    assertThat(log.readings()).allMatch(record -> LogCodec.encode(record).length < 1_000_000);
  }

  @Test
  void correction_isNoDuplicateOfItsOriginal() {
    String original = reading("ann", "heart-rate", "72", "'/min'", "" + NOW);
    String withdrawn =
        original.replace("}", ",\"status\":\"withdrawn\"}").replace("\"value\":72,", "");

    accept(original).join();
    List<Verdict> verdicts = accept("[" + withdrawn + "," + original + "]").join().each();

    assertThat(verdicts).containsExactly(Verdict.ACCEPTED, Verdict.DUPLICATE);
    assertThat(log.readings().get(1).readings().get(0).version()).isEqualTo(2);
  }

  @Test
  void copy_waitsForTheFirstToBeDurable() {
    String reading = reading("ann", "heart-rate", "72", "'/min'", "" + NOW);
    log.hold();

    CompletableFuture<Verdicts> first = accept(reading);
    CompletableFuture<Verdicts> copy = accept(reading);

    assertThat(first).isNotDone();
    assertThat(copy).isNotDone();
    log.release();
    assertThat(first.join().each()).containsExactly(Verdict.ACCEPTED);
    assertThat(copy.join().each()).containsExactly(Verdict.DUPLICATE);
  }

  @Test
  void copyOfAFailedAppend_isRefusedWithIt_andTheNextIsAppended() {
    String reading = reading("ann", "heart-rate", "72", "'/min'", "" + NOW);
    log.hold();
    log.failOn(record -> true);
    CompletableFuture<Verdicts> first = accept(reading);
    CompletableFuture<Verdicts> copy = accept(reading);
    log.release();
    log.failOn(record -> false);

    Verdict next = only(reading);

    assertThat(first.join().count(Kind.REFUSED)).isEqualTo(1);
    assertThat(copy.join().count(Kind.REFUSED)).isEqualTo(1);
    assertThat(next).isEqualTo(Verdict.ACCEPTED);
    assertThat(log.readings()).hasSize(1);
  }

  @Test
  void rejection_thatCannotBeKept_isARefusal() {
    rejected.setAway(true);

    Verdict verdict = only("[17]");

    assertThat(verdict.reason()).isEqualTo(Reason.LOG_UNAVAILABLE);
    assertThat(verdict.kind()).isEqualTo(Kind.REFUSED);
  }

  @Test
  void nothingIsTakenIn_beforePatientsAndClockAreThere() {
    String reading = reading("ann", "heart-rate", "72", "'/min'", "" + NOW);
    log.setNotReady(Reason.NO_TICK);

    Verdict noTick = only(reading);
    intake = new Intake(log, new PatientIndex(), rejected, () -> NOW, counts, IntakeLimits.DEFAULT);
    Verdict noPatients = only(reading);

    assertThat(noTick).isEqualTo(Verdict.refused(Reason.NO_TICK));
    assertThat(noPatients).isEqualTo(Verdict.refused(Reason.PATIENTS_NOT_READ));
    assertThat(log.readings()).isEmpty();
  }

  @Test
  void logThatThrows_isARefusalAndNothingStaysInHand() {
    log.failOn(
        record -> {
          throw new IllegalArgumentException("a defect");
        });
    String reading = reading("ann", "heart-rate", "72", "'/min'", "" + NOW);

    Verdict verdict = only(reading);
    log.failOn(record -> false);

    assertThat(verdict.reason()).isEqualTo(Reason.INTERNAL);
    assertThat(only(reading)).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void messageThatCannotBeRead_countsAsOneAndIsKept() {
    Verdicts verdicts = accept("[{\"patient\":\"ann\"}, {").join();

    assertThat(verdicts.readable()).isFalse();
    assertRejected(verdicts.each().get(0), "malformed");
    assertThat(rejected.kept()).extracting(Rejected::source).containsExactly("test");
  }
}
