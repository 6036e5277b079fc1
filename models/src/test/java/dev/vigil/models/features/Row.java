package dev.vigil.models.features;

import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.VitalSign;
import dev.vigil.schemas.VitalSigns;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * A row of a monitor or of a round: after {@code gap} seconds several vital signs come in, all
 * measured {@code lag} seconds before.
 *
 * @param vitals a bit for each of {@link #VITALS}
 * @param values from which the values are made; under {@link #CONSTANT} all that can be is constant
 */
record Row(int gap, int lag, int vitals, int values) {
  private static final List<String> VITALS =
      List.of(
          "heart-rate",
          "respiratory-rate",
          "systolic-pressure",
          "diastolic-pressure",
          "spo2",
          "fio2",
          "oxygen-device");
  private static final int ALL = (1 << VITALS.size()) - 1;
  private static final int CONSTANT = 300;

  /** Hours of rows a minute, silences up to those after which a patient is forgotten. */
  static Arbitrary<List<Row>> rounds() {
    int day = 86_400;
    Arbitrary<Integer> gaps =
        Arbitraries.frequencyOf(
            Tuple.of(60, Arbitraries.integers().between(20, 70)),
            Tuple.of(10, Arbitraries.integers().between(0, 3)),
            Tuple.of(6, Arbitraries.integers().between(0, 8_000)),
            Tuple.of(2, Arbitraries.of(3_598, 3_599, 3_600)),
            Tuple.of(4, Arbitraries.integers().between(day, day + 12_000)),
            Tuple.of(1, Arbitraries.of(2 * day, 5 * day, 8 * day, 9 * day, 10 * day)));
    Arbitrary<Integer> lags =
        Arbitraries.frequencyOf(
            Tuple.of(8, Arbitraries.just(0)),
            Tuple.of(3, Arbitraries.integers().between(-60, 90)),
            Tuple.of(1, Arbitraries.integers().between(0, day)));
    Arbitrary<Integer> vitals =
        Arbitraries.frequencyOf(
            Tuple.of(3, Arbitraries.just(ALL)),
            Tuple.of(1, Arbitraries.of(3, 12, 48, 80)),
            Tuple.of(2, Arbitraries.integers().between(1, ALL)));
    return Combinators.combine(gaps, lags, vitals, Arbitraries.integers().between(0, 1_000))
        .as(Row::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(70);
  }

  /** The rows as records, received at their stamps. */
  static List<Readings> records(List<Row> rows) {
    List<Readings> records = new ArrayList<>();
    long stamp = Happening.START;
    for (Row row : rows) {
      stamp += row.gap;
      records.add(new Readings("p1", stamp, "test", row.readings(stamp - row.lag)));
    }
    return records;
  }

  private List<Reading> readings(long measured) {
    List<Reading> readings = new ArrayList<>();
    for (int i = 0; i < VITALS.size(); i++) {
      if ((vitals >>> i & 1) == 1) {
        readings.add(Reading.of(VITALS.get(i), "monitor", measured, steps(i)));
      }
    }
    return readings;
  }

  private long steps(int index) {
    VitalSign sign = VitalSigns.catalogue().get(VITALS.get(index));
    if (sign.isCoded()) {
      return values % 3;
    }
    long low = sign.toSteps(sign.low());
    long high = sign.toSteps(sign.high());
    int part = values < CONSTANT ? 500 : values * (index + 3) % 1_001;
    return low + (high - low) * part / 1_000;
  }
}
