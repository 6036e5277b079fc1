package dev.vigil.ingest;

import static dev.vigil.ingest.Wards.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.Reading;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The verdict on a single reading. */
class IntakeReadingTest extends IntakeOfAWard {
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
        "'patient':'ann','measured':1772360130,'device':'manual' | observer-missing",
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
}
