package dev.vigil.alerting;

import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.PatientContext;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Score;
import dev.vigil.schemas.fold.BinaryCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/** Keeps {@link PatientAlerts}: binary, with the topics' own records inside as their JSON. */
public final class PatientAlertsCodec implements BinaryCodec<PatientAlerts> {
  public static final PatientAlertsCodec INSTANCE = new PatientAlertsCodec();

  private static final int PENDING = 1;
  private static final int PRESENT = 2;
  private static final int ACTIVE = 1;
  private static final int ACKNOWLEDGED = 2;
  private static final int SHELVED = 3;
  private static final int WITHDRAWN = 4;

  private PatientAlertsCodec() {}

  @Override
  public String name() {
    return "alerts-patient";
  }

  @Override
  public int version() {
    return 3;
  }

  @Override
  public PatientAlerts copy(PatientAlerts state) {
    return state.copy();
  }

  @Override
  public void write(PatientAlerts state, DataOutput out) throws IOException {
    writeText(state.patient(), out);
    out.writeLong(state.policy());
    byte[] context = state.contextJson();
    out.writeBoolean(context != null);
    if (context != null) {
      writeBytes(context, out);
    }
    out.writeLong(state.book().opened());
    writeMap(state.book().open(), PatientAlertsCodec::writeAlert, out);
    writeMap(state.vitals(), PatientAlertsCodec::writeVital, out);
    writeMap(state.scores(), PatientAlertsCodec::writeScore, out);
    writeMap(state.silences(), PatientAlertsCodec::writeSilence, out);
    writeMap(state.vectors(), (number, to) -> writeText(number.toString(), to), out);
    CombinationsCodec.write(state.combinations(), out);
    writeMap(state.book().shelves(), PatientAlertsCodec::writeShelf, out);
    writeMap(state.histories(), VitalHistoryCodec::write, out);
  }

  @Override
  public PatientAlerts read(int version, DataInput in) throws IOException {
    if (version < 1 || version > version()) {
      throw unknownVersion(version);
    }
    String patient = readText(in);
    long policy = in.readLong();
    PatientContext context = in.readBoolean() ? readJson(PatientContext.class, in) : null;
    long opened = in.readLong();
    AlertBook book = new AlertBook(readMap(PatientAlertsCodec::readAlert, in), opened);
    PatientAlerts state = new PatientAlerts(patient, book);
    state.policy(policy);
    state.context(context);
    state.vitals().putAll(readMap(PatientAlertsCodec::readVital, in));
    state.scores().putAll(readMap(PatientAlertsCodec::readScore, in));
    state.silences().putAll(readMap(PatientAlertsCodec::readSilence, in));
    state.vectors().putAll(readMap(from -> OutputNumber.parse(readText(from)), in));
    if (version >= 2) {
      state.combinations(CombinationsCodec.read(version, in));
      state.book().shelves().putAll(readMap(PatientAlertsCodec::readShelf, in));
      state.histories().putAll(readMap(from -> VitalHistoryCodec.read(version, from), in));
    }
    return state;
  }

  private static void writeAlert(Alert.Open alert, DataOutput out) throws IOException {
    out.writeByte(
        switch (alert.last().state()) {
          case ACTIVE -> ACTIVE;
          case ACKNOWLEDGED -> ACKNOWLEDGED;
          case SHELVED -> SHELVED;
          case WITHDRAWN -> WITHDRAWN;
          case RESOLVED -> throw new IllegalStateException("a resolved alert is open");
        });
    out.writeLong(alert.raised());
    out.writeInt(alert.toAnswer());
    writeJson(alert.last(), out);
  }

  private static Alert.Open readAlert(DataInput in) throws IOException {
    int state = in.readByte();
    long raised = in.readLong();
    int toAnswer = in.readInt();
    AlertTransition last = readJson(AlertTransition.class, in);
    return switch (state) {
      case ACTIVE -> new Alert.Active(raised, toAnswer, last);
      case ACKNOWLEDGED -> new Alert.Acknowledged(raised, toAnswer, last);
      case SHELVED -> new Alert.Shelved(raised, toAnswer, last);
      case WITHDRAWN -> new Alert.Withdrawn(raised, toAnswer, last);
      default -> throw new IOException("alert state " + state + " is not one of 1 to 4");
    };
  }

  private static void writeShelf(Shelf shelf, DataOutput out) throws IOException {
    out.writeLong(shelf.until());
    writeText(shelf.seen().name(), out);
  }

  private static Shelf readShelf(DataInput in) throws IOException {
    return new Shelf(in.readLong(), Priority.valueOf(readText(in)));
  }

  private static void writeVital(VitalWatch watch, DataOutput out) throws IOException {
    writeMap(
        watch.sensors(),
        (sensor, to) -> {
          to.writeLong(sensor.measured());
          to.writeLong(sensor.value());
          writeMap(sensor.conditions().kept(), PatientAlertsCodec::writeCondition, to);
        },
        out);
    out.writeInt(watch.samples().size());
    for (VitalWatch.Sample sample : watch.samples()) {
      writeText(sample.sensor(), out);
      out.writeLong(sample.measured());
      out.writeLong(sample.value());
    }
  }

  private static VitalWatch readVital(DataInput in) throws IOException {
    SortedMap<String, VitalWatch.Sensor> sensors =
        readMap(
            from -> new VitalWatch.Sensor(from.readLong(), from.readLong(), readConditions(from)),
            in);
    int count = in.readInt();
    List<VitalWatch.Sample> samples = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      samples.add(new VitalWatch.Sample(readText(in), in.readLong(), in.readLong()));
    }
    return new VitalWatch(sensors, samples);
  }

  private static void writeScore(ScoreWatch watch, DataOutput out) throws IOException {
    writeBytes(watch.lastJson(), out);
    writeMap(watch.conditions().kept(), PatientAlertsCodec::writeCondition, out);
  }

  private static ScoreWatch readScore(DataInput in) throws IOException {
    return new ScoreWatch(readJson(Score.class, in), readConditions(in));
  }

  static Conditions readConditions(DataInput in) throws IOException {
    return new Conditions(readMap(PatientAlertsCodec::readCondition, in));
  }

  static void writeCondition(Condition condition, DataOutput out) throws IOException {
    if (condition instanceof Condition.Pending pending) {
      out.writeByte(PENDING);
      out.writeLong(pending.since());
      out.writeLong(pending.stamp());
    } else {
      out.writeByte(PRESENT);
    }
  }

  private static Condition readCondition(DataInput in) throws IOException {
    int kind = in.readByte();
    return switch (kind) {
      case PENDING -> new Condition.Pending(in.readLong(), in.readLong());
      case PRESENT -> Condition.PRESENT;
      default -> throw new IOException("condition " + kind + " is neither 1 nor 2");
    };
  }

  private static void writeSilence(Silence silence, DataOutput out) throws IOException {
    Long measured = silence.measured();
    out.writeLong(silence.from());
    out.writeBoolean(measured != null);
    if (measured != null) {
      out.writeLong(measured);
    }
  }

  private static Silence readSilence(DataInput in) throws IOException {
    return new Silence(in.readLong(), in.readBoolean() ? Long.valueOf(in.readLong()) : null);
  }

  interface Writer<T> {
    void write(T value, DataOutput out) throws IOException;
  }

  interface Reader<T> {
    T read(DataInput in) throws IOException;
  }

  static <T> void writeMap(SortedMap<String, T> map, Writer<T> writer, DataOutput out)
      throws IOException {
    out.writeInt(map.size());
    for (var entry : map.entrySet()) {
      writeText(entry.getKey(), out);
      writer.write(entry.getValue(), out);
    }
  }

  static <T> SortedMap<String, T> readMap(Reader<T> reader, DataInput in) throws IOException {
    int count = in.readInt();
    SortedMap<String, T> map = new TreeMap<>();
    for (int i = 0; i < count; i++) {
      map.put(readText(in), reader.read(in));
    }
    return map;
  }

  // Not writeUTF, which refuses a text over 64 KiB.
  private static void writeText(String text, DataOutput out) throws IOException {
    writeBytes(text.getBytes(StandardCharsets.UTF_8), out);
  }

  private static String readText(DataInput in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  private static void writeJson(Object value, DataOutput out) throws IOException {
    writeBytes(Json.encode(value), out);
  }

  private static <T> T readJson(Class<T> type, DataInput in) throws IOException {
    try {
      return Json.decode(readBytes(in), type);
    } catch (MalformedRecordException e) {
      throw new IOException("state of a patient's alerts is damaged: " + e.getMessage(), e);
    }
  }

  private static void writeBytes(byte[] bytes, DataOutput out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return bytes;
  }
}
