package dev.vigil.models.features;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.models.features.FeatureReplay.Entry;
import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Discharges and admissions again, with whatever time people enter for an admission. */
class StayProperties {
  private static final long START = 1_700_000_100L;
  private static final int INTERVAL = 60;

  private enum Kind {
    /** Ends the stay, or begins the next. */
    TURN,
    READING,
    CHANGE
  }

  /**
   * What happens next.
   *
   * @param gap seconds after what was before
   * @param entered how much later than it is an admission is said to have been
   */
  private record Event(int gap, Kind kind, int entered) {}

  /** From one place in the log to another, both in it. */
  private record Stretch(long from, long to) {}

  @Provide
  Arbitrary<List<Event>> stays() {
    Arbitrary<Integer> gaps = Arbitraries.oneOf(Arbitraries.of(0, 1, 59, 60), integers(0, 200));
    Arbitrary<Kind> kinds =
        Arbitraries.of(Kind.TURN, Kind.READING, Kind.READING, Kind.READING, Kind.CHANGE);
    Arbitrary<Integer> entered = Arbitraries.oneOf(integers(-7_200, 60), integers(-100, 10));
    return Combinators.combine(gaps, kinds, entered).as(Event::new).list().ofMaxSize(40);
  }

  private static Arbitrary<Integer> integers(int low, int high) {
    return Arbitraries.integers().between(low, high);
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void timesThatAreEntered_moveNoVector(@ForAll("stays") List<Event> events) {
    List<Long> asItWas = vectors(new Log(events, entered -> 0));
    List<Long> asEntered = vectors(new Log(events, entered -> entered));

    assertThat(asEntered).isEqualTo(asItWas);
  }

  @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
  void everyReading_isScoredInItsStay_andNobodyBetweenStays(@ForAll("stays") List<Event> events) {
    Log log = new Log(events, entered -> entered);

    List<Long> vectors = vectors(log);

    assertThat(log.readings)
        .allSatisfy(
            reading ->
                assertThat(vectors)
                    .anyMatch(known -> known > reading && known <= reading + INTERVAL));
    assertThat(log.away)
        .allSatisfy(
            away -> assertThat(vectors).noneMatch(known -> known > away.from && known <= away.to));
  }

  private static List<Long> vectors(Log log) {
    return FeatureReplay.vectors(FeatureSettings.DEFAULT, log.entries, log.now + 200).stream()
        .map(FeatureVector::known)
        .toList();
  }

  /** The log of what happens, and what follows from its order. */
  private static final class Log {
    private final List<Entry> entries = new ArrayList<>();

    /** Stamps of readings of stays that lasted long enough for a vector. */
    private final List<Long> readings = new ArrayList<>();

    /** When the patient was discharged. */
    private final List<Stretch> away = new ArrayList<>();

    private final Contexts contexts = new Contexts();
    private final List<Long> open = new ArrayList<>();
    private final IntUnaryOperator enters;
    private boolean isAdmitted = true;
    private long discharged;
    private int changes;
    private long now = START;

    Log(List<Event> events, IntUnaryOperator enters) {
      this.enters = enters;
      add(contexts.admission(now));
      for (Event event : events) {
        now += event.gap;
        happens(event);
      }
      readings.addAll(open);
    }

    private void happens(Event event) {
      switch (event.kind) {
        case TURN -> turn(event);
        case CHANGE -> change();
        case READING -> reading();
      }
    }

    private void turn(Event event) {
      if (isAdmitted) {
        discharged = now;
        open.stream().filter(stamp -> stamp + INTERVAL <= now).forEach(readings::add);
        open.clear();
        add(contexts.discharge(now));
      } else {
        away.add(new Stretch(discharged, now));
        add(contexts.admission(now + enters.applyAsInt(event.entered)));
      }
      isAdmitted = !isAdmitted;
    }

    private void change() {
      if (isAdmitted) {
        changes++;
        add(contexts.change(20 + changes));
      }
    }

    /** The gateway refuses what is measured while the patient is discharged. */
    private void reading() {
      long measured = isAdmitted ? now : discharged - 1;
      String sensor = "mon-" + entries.size();
      Reading reading = Reading.of("heart-rate", sensor, measured, 800);
      if (isAdmitted) {
        open.add(now);
      }
      add(new Readings("p1", now, "test", List.of(reading)));
    }

    private void add(PatientRecord record) {
      entries.add(new Entry(entries.size(), now, record));
    }
  }
}
