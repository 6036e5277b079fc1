package dev.vigil.schemas.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.OutputNumber;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What a patient goes through follows from the log alone. */
class FoldRunnerProperties {
  private static final long START = 1_000;
  private static final long TAIL = 200;

  private static List<LogEntry> log(Random random, int length) {
    List<LogEntry> log = new ArrayList<>();
    long offset = random.nextInt(50);
    long stamp = START;
    for (int i = 0; i < length; i++) {
      offset += 1 + random.nextInt(3);
      stamp += random.nextInt(3) == 0 ? random.nextInt(30) : 0;
      log.add(
          new LogEntry(
              offset,
              stamp,
              random.nextInt(5) == 0 ? ToyFold.unread() : ToyFold.read(1 + random.nextInt(200))));
    }
    return log;
  }

  private static long end(List<LogEntry> log) {
    return log.get(log.size() - 1).stamp() + TAIL;
  }

  private static List<Map.Entry<OutputNumber, String>> run(
      List<LogEntry> log, BetweenSteps between) {
    FoldRunner<ToyFold.State, String> runner = new FoldRunner<>(new ToyFold());
    InMemoryPatient<ToyFold.State> patient = new InMemoryPatient<>(ToyFold.State::new);
    List<Map.Entry<OutputNumber, String>> outputs = new ArrayList<>();
    long passed = START;
    for (LogEntry entry : log) {
      InMemoryPatient<ToyFold.State> before = patient;
      patient =
          between.act(
              before,
              passed,
              entry.stamp(),
              now -> runner.advance(before, now, (n, o) -> outputs.add(Map.entry(n, o))));
      runner.record(
          patient,
          entry.offset(),
          entry.stamp(),
          entry.record(),
          (n, o) -> outputs.add(Map.entry(n, o)));
      passed = entry.stamp();
    }
    runner.advance(patient, end(log), (n, o) -> outputs.add(Map.entry(n, o)));
    return outputs;
  }

  private interface Timer {
    void fire(long now);
  }

  private interface BetweenSteps {
    /** Gives the patient to go on with. */
    InMemoryPatient<ToyFold.State> act(
        InMemoryPatient<ToyFold.State> patient, long from, long to, Timer timer);

    BetweenSteps NOTHING = (patient, from, to, timer) -> patient;
  }

  @Property(tries = 2_000)
  void withoutTimers_isTheSlowReference(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int length) {
    List<LogEntry> log = log(new Random(seed), length);

    assertThat(run(log, BetweenSteps.NOTHING)).isEqualTo(NaiveFold.outputs(log, end(log)));
  }

  @Property(tries = 1_000)
  void timersAtAnyMoment_changeNothing(
      @ForAll long seed, @ForAll long timerSeed, @ForAll @IntRange(min = 1, max = 60) int length) {
    List<LogEntry> log = log(new Random(seed), length);
    Random timers = new Random(timerSeed);

    List<Map.Entry<OutputNumber, String>> disturbed =
        run(
            log,
            (patient, from, to, timer) -> {
              // A watermark never passes the next record's stamp, and may fire again for the past.
              long now = from;
              for (int i = timers.nextInt(4); i > 0; i--) {
                now = now + timers.nextInt((int) (to - now) + 1);
                timer.fire(now);
                timer.fire(from - timers.nextInt(10));
              }
              return patient;
            });

    assertThat(disturbed).isEqualTo(run(log, BetweenSteps.NOTHING));
  }

  @Property(tries = 500)
  void timersAtEverySecond_changeNothing(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 40) int length) {
    List<LogEntry> log = log(new Random(seed), length);

    List<Map.Entry<OutputNumber, String>> punctual =
        run(
            log,
            (patient, from, to, timer) -> {
              for (long now = from; now <= to; now++) {
                timer.fire(now);
              }
              return patient;
            });

    assertThat(punctual).isEqualTo(run(log, BetweenSteps.NOTHING));
  }

  /** What a restart does to the agenda. */
  private static InMemoryPatient<ToyFold.State> restored(InMemoryPatient<ToyFold.State> patient) {
    try {
      ByteArrayOutputStream kept = new ByteArrayOutputStream();
      AgendaCodec.INSTANCE.write(patient.agenda(), new DataOutputStream(kept));
      Agenda agenda =
          AgendaCodec.INSTANCE.read(
              AgendaCodec.INSTANCE.version(),
              new DataInputStream(new ByteArrayInputStream(kept.toByteArray())));
      return new InMemoryPatient<>(ToyFold.State::new, patient.state(), agenda);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Property(tries = 500)
  void restoredAgenda_changesNothing(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int length) {
    List<LogEntry> log = log(new Random(seed), length);

    List<Map.Entry<OutputNumber, String>> restored =
        run(log, (patient, from, to, timer) -> restored(patient));

    assertThat(restored).isEqualTo(run(log, BetweenSteps.NOTHING));
  }

  @Property(tries = 500)
  void numbers_riseStrictly(@ForAll long seed, @ForAll @IntRange(min = 1, max = 80) int length) {
    List<LogEntry> log = log(new Random(seed), length);

    List<OutputNumber> numbers =
        run(log, BetweenSteps.NOTHING).stream().map(Map.Entry::getKey).toList();

    for (int i = 1; i < numbers.size(); i++) {
      assertThat(numbers.get(i).isAfter(numbers.get(i - 1)))
          .as("%s after %s", numbers.get(i), numbers.get(i - 1))
          .isTrue();
    }
  }

  @Property(tries = 300)
  void unreadRecords_leaveNoTrace(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int length) {
    List<LogEntry> log = log(new Random(seed), length);
    List<LogEntry> readOnly =
        log.stream().filter(e -> !e.record().equals(ToyFold.unread())).toList();
    if (readOnly.isEmpty()) {
      assertThat(run(log, BetweenSteps.NOTHING)).isEmpty();
      return;
    }

    List<Map.Entry<OutputNumber, String>> outputs = NaiveFold.outputs(readOnly, end(log));

    assertThat(run(log, BetweenSteps.NOTHING)).isEqualTo(outputs);
  }
}
