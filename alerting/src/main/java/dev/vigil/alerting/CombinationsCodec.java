package dev.vigil.alerting;

import dev.vigil.alerting.Holding.OwnTime;
import dev.vigil.alerting.Holding.Said;
import dev.vigil.alerting.rules.Truth;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps {@link Combinations}, a part of {@link PatientAlertsCodec}'s since its version 2; with what
 * can be judged again since version 3.
 */
final class CombinationsCodec {
  private static final int FALSE = 0;
  private static final int TRUE = 1;
  private static final int UNKNOWN = 2;
  private static final int READINGS = 1;
  private static final int RECORD = 2;
  private static final int TIME = 3;

  private CombinationsCodec() {}

  static void write(Combinations state, DataOutput out) throws IOException {
    writeTime(state.holding().time(), out);
    PatientAlertsCodec.writeMap(state.holding().said(), CombinationsCodec::writeSaid, out);
    PatientAlertsCodec.writeMap(state.courses(), CombinationsCodec::writeCourse, out);
    PatientAlertsCodec.writeMap(
        state.holding().rules().kept(), PatientAlertsCodec::writeCondition, out);
    CombinationPast past = state.past();
    out.writeBoolean(past != null);
    if (past != null) {
      writePast(past, out);
    }
  }

  static Combinations read(int version, DataInput in) throws IOException {
    OwnTime time = readTime(in);
    SortedMap<String, Said> said = PatientAlertsCodec.readMap(CombinationsCodec::readSaid, in);
    Combinations state = new Combinations();
    state.courses().putAll(PatientAlertsCodec.readMap(CombinationsCodec::readCourse, in));
    state.holding(holding(time, said, PatientAlertsCodec.readConditions(in)));
    if (version >= 3 && in.readBoolean()) {
      state.past(readPast(in));
    }
    return state;
  }

  private static Holding holding(
      @Nullable OwnTime time, SortedMap<String, Said> said, Conditions rules) {
    Holding holding = new Holding(rules);
    holding.time(time);
    holding.said().putAll(said);
    return holding;
  }

  private static void writePast(CombinationPast past, DataOutput out) throws IOException {
    CombinationPast.Base base = past.base();
    writeTime(base.holding().time(), out);
    PatientAlertsCodec.writeMap(base.holding().said(), CombinationsCodec::writeSaid, out);
    PatientAlertsCodec.writeMap(
        base.holding().rules().kept(), PatientAlertsCodec::writeCondition, out);
    PatientAlertsCodec.writeMap(base.facts(), CombinationsCodec::writeTruth, out);
    out.writeLong(base.stamp());
    out.writeLong(base.second());
    out.writeLong(base.due());
    out.writeInt(past.moments().size());
    for (Moment moment : past.moments()) {
      writeMoment(moment, out);
    }
  }

  private static CombinationPast readPast(DataInput in) throws IOException {
    OwnTime time = readTime(in);
    SortedMap<String, Said> said = PatientAlertsCodec.readMap(CombinationsCodec::readSaid, in);
    Holding holding = holding(time, said, PatientAlertsCodec.readConditions(in));
    SortedMap<String, Truth> facts = PatientAlertsCodec.readMap(CombinationsCodec::readTruth, in);
    CombinationPast.Base base =
        new CombinationPast.Base(holding, facts, in.readLong(), in.readLong(), in.readLong());
    int count = in.readInt();
    List<Moment> moments = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      moments.add(readMoment(in));
    }
    return new CombinationPast(base, moments);
  }

  private static void writeMoment(Moment moment, DataOutput out) throws IOException {
    out.writeByte(
        switch (moment.kind()) {
          case READINGS -> READINGS;
          case RECORD -> RECORD;
          case TIME -> TIME;
        });
    out.writeLong(moment.second());
    out.writeLong(moment.stamp());
    PatientAlertsCodec.writeMap(moment.changes(), CombinationsCodec::writeTruth, out);
  }

  private static Moment readMoment(DataInput in) throws IOException {
    int kind = in.readByte();
    return new Moment(
        switch (kind) {
          case READINGS -> Moment.Kind.READINGS;
          case RECORD -> Moment.Kind.RECORD;
          case TIME -> Moment.Kind.TIME;
          default -> throw new IOException("kind of moment " + kind + " is not one of 1 to 3");
        },
        in.readLong(),
        in.readLong(),
        PatientAlertsCodec.readMap(CombinationsCodec::readTruth, in));
  }

  private static void writeTruth(Truth truth, DataOutput out) throws IOException {
    out.writeByte(
        switch (truth) {
          case FALSE -> FALSE;
          case TRUE -> TRUE;
          case UNKNOWN -> UNKNOWN;
        });
  }

  private static Truth readTruth(DataInput in) throws IOException {
    int truth = in.readByte();
    return switch (truth) {
      case FALSE -> Truth.FALSE;
      case TRUE -> Truth.TRUE;
      case UNKNOWN -> Truth.UNKNOWN;
      default -> throw new IOException("truth " + truth + " is not one of 0 to 2");
    };
  }

  private static void writeTime(@Nullable OwnTime time, DataOutput out) throws IOException {
    out.writeBoolean(time != null);
    if (time != null) {
      out.writeLong(time.measured());
      out.writeLong(time.stamp());
    }
  }

  private static @Nullable OwnTime readTime(DataInput in) throws IOException {
    return in.readBoolean() ? new OwnTime(in.readLong(), in.readLong()) : null;
  }

  private static void writeSaid(Said said, DataOutput out) throws IOException {
    out.writeBoolean(said.holds());
    out.writeLong(said.since());
    out.writeLong(said.stamp());
    out.writeBoolean(said.lasted());
  }

  private static Said readSaid(DataInput in) throws IOException {
    return new Said(in.readBoolean(), in.readLong(), in.readLong(), in.readBoolean());
  }

  static void writeCourse(Course course, DataOutput out) throws IOException {
    out.writeInt(course.parts().size());
    for (Course.Part part : course.parts()) {
      out.writeLong(part.index());
      out.writeLong(part.sum());
      out.writeLong(part.count());
    }
  }

  static Course readCourse(DataInput in) throws IOException {
    int count = in.readInt();
    List<Course.Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(new Course.Part(in.readLong(), in.readLong(), in.readLong()));
    }
    return new Course(parts);
  }
}
