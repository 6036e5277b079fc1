package dev.vigil.schemas.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.RecordType;
import dev.vigil.schemas.Resume;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The rule of the deadlines, one sentence at a time. */
class FoldRunnerTest {
  private static final PatientRecord RECORD = new Resume("p", 1);

  private final List<String> outputs = new ArrayList<>();
  private final InMemoryPatient<List<String>> patient = new InMemoryPatient<>(ArrayList::new);

  /** A fold that does on its first record what a test says, and tells what is due. */
  private static FoldRunner<List<String>, String> onRecord(Consumer<Step<String>> action) {
    return new FoldRunner<>(
        new PatientFold<>() {
          @Override
          public Set<RecordType> reads() {
            return Set.of(RecordType.RESUME);
          }

          @Override
          public void apply(List<String> state, PatientRecord record, Step<String> step) {
            if (state.isEmpty()) {
              state.add("seen");
              action.accept(step);
            }
            step.emit("record at " + step.now());
          }

          @Override
          public void due(List<String> state, Deadline deadline, Step<String> step) {
            step.emit(deadline.kind() + deadline.id() + " at " + step.now());
          }
        });
  }

  private void take(OutputNumber number, String output) {
    outputs.add(number + " " + output);
  }

  @Test
  void deadlinesUpToTheStamp_runBeforeTheRecordAtTheirOwnInstant() {
    FoldRunner<List<String>, String> runner =
        onRecord(
            step -> {
              step.schedule(130, "c", "");
              step.schedule(120, "b", "2");
              step.schedule(120, "b", "1");
              step.schedule(120, "a", "9");
            });

    runner.record(patient, 7, 100, RECORD, this::take);
    runner.record(patient, 9, 120, RECORD, this::take);

    assertThat(outputs)
        .containsExactly(
            "7:100:0 record at 100",
            "7:120:0 a9 at 120",
            "7:120:1 b1 at 120",
            "7:120:2 b2 at 120",
            "9:120:0 record at 120");
  }

  @Test
  void deadlineInThePast_runsWithinTheSameRecordAfterIt() {
    FoldRunner<List<String>, String> runner =
        onRecord(
            step -> {
              step.schedule(step.now(), "now", "");
              step.schedule(step.now() - 40, "past", "");
            });

    runner.record(patient, 7, 100, RECORD, this::take);

    assertThat(outputs)
        .containsExactly("7:100:0 record at 100", "7:100:1 past at 60", "7:100:2 now at 100");
    assertThat(patient.agenda().next()).isNull();
  }

  @Test
  void deadlineSetAgain_moves() {
    FoldRunner<List<String>, String> runner =
        onRecord(
            step -> {
              step.schedule(110, "quiet", "spo2");
              step.schedule(110, "quiet", "ph");
              step.schedule(150, "quiet", "spo2");
            });

    runner.record(patient, 7, 100, RECORD, this::take);

    assertThat(patient.agenda().deadlines())
        .containsExactly(new Deadline(110, "quiet", "ph"), new Deadline(150, "quiet", "spo2"));
  }

  @Test
  void cancelledDeadline_isNeverDue() {
    FoldRunner<List<String>, String> runner =
        onRecord(
            step -> {
              step.schedule(110, "quiet", "spo2");
              step.cancel("quiet", "spo2");
              step.cancel("quiet", "never set");
            });

    runner.record(patient, 7, 100, RECORD, this::take);
    runner.advance(patient, 1_000, this::take);

    assertThat(outputs).containsExactly("7:100:0 record at 100");
  }

  @Test
  void forgottenPatient_leavesNothingAndNumbersGoOnRising() {
    FoldRunner<List<String>, String> runner =
        onRecord(
            step -> {
              step.schedule(90, "past", "");
              step.forget();
              step.schedule(110, "future", "");
            });

    runner.record(patient, 7, 100, RECORD, this::take);
    runner.advance(patient, 1_000, this::take);

    assertThat(outputs).containsExactly("7:100:0 record at 100");
    assertThat(patient.state()).isEmpty();
    assertThat(patient.agenda().deadlines()).isEmpty();

    runner.record(patient, 8, 100, RECORD, this::take);

    assertThat(outputs).last().isEqualTo("8:100:0 record at 100");
  }

  @Test
  void nextNumber_isTheNumberOfTheNextOutput() {
    List<OutputNumber> foretold = new ArrayList<>();
    FoldRunner<List<String>, String> runner =
        onRecord(
            step -> {
              foretold.add(step.nextNumber());
              step.emit("first");
              foretold.add(step.nextNumber());
            });

    runner.record(patient, 7, 100, RECORD, this::take);

    assertThat(outputs)
        .containsExactly(foretold.get(0) + " first", foretold.get(1) + " record at 100");
  }

  @Test
  void deadlineThatWouldRunForEver_isRefused() {
    FoldRunner<List<String>, String> runner =
        new FoldRunner<>(
            new PatientFold<>() {
              @Override
              public Set<RecordType> reads() {
                return Set.of(RecordType.RESUME);
              }

              @Override
              public void apply(List<String> state, PatientRecord record, Step<String> step) {
                step.schedule(step.now(), "again", "");
              }

              @Override
              public void due(List<String> state, Deadline deadline, Step<String> step) {
                step.schedule(deadline.instant(), deadline.kind(), deadline.id());
              }
            });

    assertThatThrownBy(() -> runner.record(patient, 7, 100, RECORD, this::take))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("'again'")
        .hasMessageContaining("expected a later instant");
  }

  @Test
  void agendaOfUnknownVersion_isRefusedByNameWithTheRemedy() {
    DataInputStream nothing = new DataInputStream(new ByteArrayInputStream(new byte[0]));

    assertThatThrownBy(() -> AgendaCodec.INSTANCE.read(2, nothing))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'agenda' has version 2")
        .hasMessageContaining("--rebuild-state");
  }

  @Test
  void copiedAgenda_sharesNothing() {
    FoldRunner<List<String>, String> runner = onRecord(step -> step.schedule(110, "quiet", ""));
    runner.record(patient, 7, 100, RECORD, this::take);
    Agenda copy = AgendaCodec.INSTANCE.copy(patient.agenda());

    runner.advance(patient, 200, this::take);

    assertThat(copy.deadlines()).containsExactly(new Deadline(110, "quiet", ""));
    assertThat(List.of(copy.offset(), copy.instant(), (long) copy.index()))
        .containsExactly(7L, 100L, 1L);
  }
}
