package dev.vigil.ingest;

import static dev.vigil.ingest.Wards.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.ingest.Verdict.Kind;
import dev.vigil.schemas.PatientContext.DeviceAssignment;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Rejected;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IntakeTest {
  private final FakePatientLog log = new FakePatientLog(3);
  private final FakeRejectedLog rejected = new FakeRejectedLog();
  private final PatientIndex patients =
      Wards.ready(
          Wards.admitted("ann", new DeviceAssignment("mon-1", NOW - 3600, NOW - 60)),
          Wards.admitted(
              "bob",
              new DeviceAssignment("mon-1", NOW - 60, null),
              new DeviceAssignment("mon-2", 0, null)),
          Wards.admitted("cem", new DeviceAssignment("mon-2", 0, null)),
          Wards.discharged("dan", NOW - 600));
  private final IntakeCounts counts = new IntakeCounts();
  private IntakeLimits limits = IntakeLimits.DEFAULT;
  private Intake intake = intake();

  private Intake intake() {
    return new Intake(log, patients, rejected, () -> NOW, counts, limits);
  }

  @AfterEach
  void theBooksBalance() {
    log.release();

    assertThat(counts.received())
        .isEqualTo(
            counts.of(Kind.ACCEPTED)
                + counts.of(Kind.DUPLICATE)
                + counts.of(Kind.REJECTED)
                + counts.of(Kind.REFUSED));
    assertThat(intake.messagesInFlight()).isZero();
    assertThat(intake.bytesInFlight()).isZero();
  }

  @Test
  void reading_isAcceptedInCanonicalUnitAndPrecision() {
    Verdict verdict =
        only(
            """
            {"device":"mon-1","loinc":"8310-5","value":98.6,"unit":"degF",
             "measured":"2026-03-01T11:15:29.9+01:00"}
            """);

    assertThat(verdict).isEqualTo(Verdict.ACCEPTED);
    assertThat(log.readings().get(0).patient()).isEqualTo("bob");
    assertThat(log.readings().get(0).received()).isEqualTo(NOW);
    assertThat(log.onlyReading()).isEqualTo(Reading.of("body-temperature", "mon-1", NOW - 1, 3700));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "spo2          | 0.9745 | '1'      | 974",
        "spo2          | 0.9755 | '1'      | 976",
        "heart-rate    | 71.96  | 'bpm'    | 720",
        "heart-rate    | 1.2    | 'Hz'     | 720",
        "body-temperature | 310.15 | 'K'   | 3700",
        "body-temperature | 95.009 | '°F'  | 3500",
        "systolic-pressure | 16 | 'kPa'    | 1200",
        "leukocytes    | 7.5    | '10*9/L' | 750",
        "leukocytes    | 7500   | '/uL'    | 750",
        "etco2         | 4.0    | 'kPa'    | 300",
        "base-excess   | -1     | 'mmol/L' | -10",
        "hemoglobin    | 134    | 'g/L'    | 134",
        "oxygen-flow   | 2      | 'lpm'    | 20",
        "consciousness | 'voice' | null    | 2",
        "consciousness | 4      | null     | 4",
      })
  void value_isConvertedAndRoundedHalfEven(String vital, String value, String unit, long steps) {
    Verdict verdict = only(reading("ann", vital, value, unit, "" + NOW));

    assertThat(verdict).isEqualTo(Verdict.ACCEPTED);
    assertThat(log.onlyReading().value()).isEqualTo(steps);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "body-temperature | 384.5   | 'Cel'    | implausible",
        "heart-rate       | 1e400   | '/min'   | implausible",
        "heart-rate       | 1e-400  | '/min'   | implausible",
        "heart-rate       | 1e99999999999 | '/min' | implausible",
        "heart-rate       | -1      | 'bpm'    | sentinel",
        "body-temperature | -100.0  | 'degF'   | sentinel",
        "base-excess      | -99.9   | 'mmol/L' | sentinel",
        "heart-rate       | ''      | '/min'   | empty-value",
        "heart-rate       | null    | '/min'   | empty-value",
        "heart-rate       | '72'    | '/min'   | wrong-type",
        "heart-rate       | true    | '/min'   | wrong-type",
        "heart-rate       | [72]    | '/min'   | wrong-type",
        "heart-rate       | 72      | null     | missing-field",
        "heart-rate       | 72      | 'Cel'    | unit-mismatch",
        "heart-rate       | 72      | 'm999999' | unit-mismatch",
        "heart-rate       | 72      | '((('    | unit-mismatch",
        "heart-rate       | 72      | '#'      | unit-mismatch",
        "heart-rate       | 72      | ''       | bad-text",
        "glucose          | 5.5     | 'mmol/L' | unit-mismatch",
        "ph               | 7.4     | '1'      | unit-mismatch",
        "spo2             | 9.7     | 'B'      | unit-mismatch",
        "consciousness    | 1.5     | null     | unknown-code",
        "consciousness    | 5       | null     | unknown-code",
        "consciousness    | 'awake' | null     | unknown-code",
        "consciousness    | 1       | '%'      | unit-mismatch",
        "blood-pressure   | 120     | 'mmHg'   | unknown-vital",
      })
  void value_isRejectedWithItsReason(String vital, String value, String unit, String reason) {
    Verdict verdict = only(reading("ann", vital, value, unit, "" + NOW));

    assertRejected(verdict, reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'patient':'eve','measured':1772360130          | unknown-patient",
        "'patient':'dan','measured':1772360130          | patient-discharged",
        "'device':'mon-9','measured':1772360130         | unknown-device",
        "'device':'mon-1','measured':1772350000         | unknown-device",
        "'device':'mon-2','measured':1772360130         | device-ambiguous",
        "'patient':'ann','device':'mon-1','measured':1772360130 | device-mismatch",
        "'measured':1772360130                          | missing-field",
        "'patient':'ann'                                | missing-field",
        "'patient':7,'measured':1772360130              | wrong-type",
        "'patient':'a\\u0007','measured':1772360130     | bad-text",
        "'patient':'\\ud800','measured':1772360130      | bad-text",
        "'patient':'ann','measured':1.5                 | wrong-type",
        "'patient':'ann','measured':'2026-03-01T10:15:30' | time-without-offset",
        "'patient':'ann','measured':'yesterday'         | time-malformed",
        "'patient':'ann','measured':1772360130000       | time-implausible",
        "'patient':'ann','measured':'1970-01-01T00:00:05Z' | time-implausible",
        "'patient':'ann','measured':1772360130,'loinc':'9279-1' | loinc-mismatch",
        "'patient':'ann','measured':1772360130,'sensor':'manual' | observer-missing",
        "'patient':'ann','measured':1772360130,'status':'amended' | unknown-status",
        "'patient':'ann','measured':1772360130,'version':2 | bad-version",
        "'patient':'ann','measured':1772360130,'version':3000000000 | wrong-type",
        "'patient':'ann','measured':1772360130,'version':1,'status':'corrected' | bad-version",
        "'patient':'ann','measured':1772360130,'colour':'red' | unknown-field",
        "'patient':'ann','measured':1772360130,'patient':'bob' | duplicate-field",
      })
  void reading_isRejectedWithItsReason(String fields, String reason) {
    String json = "{" + fields + ",'vital':'heart-rate','value':72,'unit':'/min'}";

    Verdict verdict = only(json.replace('\'', '"'));

    assertRejected(verdict, reason);
  }

  @Test
  void reading_fromBeforeDischarge_isAccepted() {
    Verdict verdict = only(reading("dan", "heart-rate", "72", "'/min'", "" + (NOW - 601)));

    assertThat(verdict).isEqualTo(Verdict.ACCEPTED);
  }

  @Test
  void reading_fromTheFuture_isAcceptedForTheFoldsToJudge() {
    Verdict verdict = only(reading("ann", "heart-rate", "72", "'/min'", "" + (NOW + 7200)));

    assertThat(verdict).isEqualTo(Verdict.ACCEPTED);
  }

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

  private void assertRejected(Verdict verdict, String reason) {
    assertThat(verdict.kind()).isEqualTo(Kind.REJECTED);
    assertThat(verdict.reason().code()).isEqualTo(reason);
    assertThat(verdict.detail()).isNotBlank();
    assertThat(verdict.fix()).isNotBlank();
    assertThat(log.readings()).isEmpty();
    assertThat(rejected.kept()).extracting(Rejected::reason).containsExactly(reason);
  }

  private Verdict only(String json) {
    List<Verdict> verdicts = accept(json).join().each();
    assertThat(verdicts).hasSize(1);
    return verdicts.get(0);
  }

  private CompletableFuture<Verdicts> accept(String json) {
    return intake.accept(new Message("test", json.getBytes(UTF_8), ReadingMessages.JSON));
  }

  private static String reading(
      String patient, String vital, String value, String unit, String measured) {
    return "{'patient':'%s','vital':'%s','value':%s,'unit':%s,'measured':%s}"
        .formatted(patient, vital, value, unit, measured)
        .replace('\'', '"');
  }
}
