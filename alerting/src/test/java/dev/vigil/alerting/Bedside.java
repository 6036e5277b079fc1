package dev.vigil.alerting;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Command;
import dev.vigil.schemas.ContextChange;
import dev.vigil.schemas.Episode;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.PatientContext.Limits;
import dev.vigil.schemas.PatientContext.MonitoringPlan;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.PatientContext.Status;
import dev.vigil.schemas.PatientRecord;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.VitalSigns;
import dev.vigil.schemas.fold.Agenda;
import dev.vigil.schemas.fold.AgendaCodec;
import dev.vigil.schemas.fold.BinaryCodec;
import dev.vigil.schemas.fold.FoldRunner;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** One patient whose log is written by a test, and what the fold makes of it. */
final class Bedside {
  static final String PATIENT = "p-1";

  /** An output with its number. */
  record Numbered(OutputNumber number, AlertOutput output) {}

  private final FoldRunner<PatientAlerts, AlertOutput> runner;
  private final boolean kept;
  final List<Numbered> outputs = new ArrayList<>();
  private final MemoryPatient memory = new MemoryPatient();
  private long offset;
  private int version;
  private long vector;

  Bedside(Governance governance) {
    this(governance, false);
  }

  /**
   * @param kept whether the state goes through its codec after every step
   */
  Bedside(Governance governance, boolean kept) {
    this.runner = new FoldRunner<>(new AlertFold(governance));
    this.kept = kept;
  }

  void record(long stamp, PatientRecord record) {
    runner.record(memory, offset++, stamp, record, this::take);
    roundTrip();
  }

  void advance(long now) {
    runner.advance(memory, now, this::take);
    roundTrip();
  }

  void reading(long stamp, String vital, String value, long measured) {
    record(stamp, readings(stamp, reading(vital, "mon", value, measured)));
  }

  static Readings readings(long stamp, Reading... readings) {
    return new Readings(PATIENT, stamp, "test", Arrays.asList(readings));
  }

  static Reading reading(String vital, String sensor, String value, long measured) {
    long steps = VitalSigns.catalogue().get(vital).toSteps(new BigDecimal(value));
    return Reading.of(vital, sensor, measured, steps);
  }

  void admit(long stamp, MonitoringPlan plan) {
    context(stamp, Status.ADMITTED, plan, Map.of());
  }

  void context(long stamp, Status status, MonitoringPlan plan, Map<String, Limits> limits) {
    record(stamp, context(++version, status, plan, limits, 0));
  }

  /** The patient, who is admitted, comes into another ward. */
  void move(long stamp, String ward) {
    PatientContext left = Objects.requireNonNull(state().context(), "nobody is admitted");
    PatientContext moved =
        new PatientContext(
            PATIENT,
            ++version,
            left.status(),
            left.origin(),
            ward,
            left.bed(),
            left.ageYears(),
            left.sex(),
            left.pregnant(),
            left.spo2Scale(),
            left.limits(),
            left.devices(),
            left.plan(),
            left.admitted(),
            null,
            "nurse",
            "test");
    record(stamp, new ContextChange(moved));
  }

  static ContextChange context(
      int version, Status status, MonitoringPlan plan, Map<String, Limits> limits, long admitted) {
    return new ContextChange(
        new PatientContext(
            PATIENT,
            version,
            status,
            Origin.DEMO,
            "A",
            "3",
            70,
            null,
            null,
            1,
            new TreeMap<>(limits),
            List.of(),
            plan,
            admitted,
            null,
            "nurse",
            "test"));
  }

  void score(long stamp, double value, double... parts) {
    TreeMap<String, Double> contributions = new TreeMap<>();
    for (int i = 0; i < parts.length; i++) {
      contributions.put("part-" + i, parts[i]);
    }
    news2(stamp, Score.Outcome.SCORE, new Answer(value, null, null), contributions, List.of());
  }

  /** A NEWS2 of which one part is known to be so much; its instant is that of the next record. */
  Score news2Of(String part, double points) {
    TreeMap<String, Double> contributions = new TreeMap<>(Map.of(part, points));
    OutputNumber number = new OutputNumber(++vector, vector, 0);
    Score.Outcome outcome = Score.Outcome.SCORE;
    return new Score(
        PATIENT,
        "news2",
        "1",
        number,
        vector,
        outcome,
        points,
        null,
        null,
        contributions,
        List.of(),
        null);
  }

  void range(long stamp, double low, double high) {
    Answer answer = new Answer(null, low, high);
    news2(stamp, Score.Outcome.RANGE, answer, new TreeMap<>(), List.of("consciousness"));
  }

  private record Answer(Double value, Double low, Double high) {}

  private void news2(
      long stamp,
      Score.Outcome outcome,
      Answer answer,
      TreeMap<String, Double> contributions,
      List<String> missing) {
    record(
        stamp,
        new Score(
            PATIENT,
            "news2",
            "1",
            new OutputNumber(++vector, stamp, 0),
            stamp,
            outcome,
            answer.value(),
            answer.low(),
            answer.high(),
            contributions,
            missing,
            null));
  }

  void acknowledge(long stamp, String command, String alert, int sequence) {
    Command.Kind kind = Command.Kind.ACKNOWLEDGE;
    record(stamp, new Command(PATIENT, command, kind, alert, sequence, "nurse", null));
  }

  void acknowledge(long stamp, String alert, int sequence, Command.Terms terms) {
    Command.Kind kind = Command.Kind.ACKNOWLEDGE;
    record(stamp, new Command(PATIENT, "c" + stamp, kind, alert, sequence, "nurse", null, terms));
  }

  void shelve(long stamp, String alert, int sequence, long until, String because) {
    Command.Terms terms = new Command.Terms(until, null, false);
    Command.Kind kind = Command.Kind.SHELVE;
    record(
        stamp, new Command(PATIENT, "c" + stamp, kind, alert, sequence, "nurse", because, terms));
  }

  void unshelve(long stamp, String alert, int sequence) {
    Command.Kind kind = Command.Kind.UNSHELVE;
    record(stamp, new Command(PATIENT, "c" + stamp, kind, alert, sequence, "nurse", null));
  }

  List<AlertTransition> transitions() {
    List<AlertTransition> transitions = new ArrayList<>();
    for (Numbered numbered : outputs) {
      if (numbered.output() instanceof AlertOutput.Transition transition) {
        transitions.add(transition.transition());
      }
    }
    return transitions;
  }

  /** Rule, cause, priority and instant of each transition, such as {@code hr RAISED HIGH 130}. */
  List<String> story() {
    return transitions().stream()
        .map(t -> t.rule() + " " + t.cause() + " " + t.priority() + " " + t.decided())
        .toList();
  }

  AlertTransition last() {
    List<AlertTransition> all = transitions();
    return all.get(all.size() - 1);
  }

  /** The last episode told, null if closed. */
  Episode episode() {
    for (int i = outputs.size() - 1; i >= 0; i--) {
      if (outputs.get(i).output() instanceof AlertOutput.EpisodeChanged changed) {
        return changed.episode();
      }
    }
    return null;
  }

  PatientAlerts state() {
    return memory.state;
  }

  Agenda agenda() {
    return memory.agenda;
  }

  private void take(OutputNumber number, AlertOutput output) {
    outputs.add(new Numbered(number, output));
  }

  private void roundTrip() {
    if (kept) {
      memory.state = through(PatientAlertsCodec.INSTANCE, memory.state);
      memory.agenda = through(AgendaCodec.INSTANCE, memory.agenda);
    }
  }

  static <T> T through(BinaryCodec<T> codec, T state) {
    try {
      byte[] once = bytes(codec, state);
      T read = codec.read(codec.version(), new DataInputStream(new ByteArrayInputStream(once)));
      if (!Arrays.equals(once, bytes(codec, read))) {
        throw new AssertionError(codec.name() + " isn't the same after a round trip");
      }
      return codec.copy(read);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static <T> byte[] bytes(BinaryCodec<T> codec, T state) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    codec.write(state, new DataOutputStream(out));
    return out.toByteArray();
  }
}
