package dev.vigil.alerting;

import dev.vigil.alerting.Combinations.OwnTime;
import dev.vigil.alerting.Combinations.Said;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Keeps {@link Combinations}, a part of {@link PatientAlertsCodec}'s since its version 2. */
final class CombinationsCodec {
  private CombinationsCodec() {}

  static void write(Combinations state, DataOutput out) throws IOException {
    OwnTime time = state.time();
    out.writeBoolean(time != null);
    if (time != null) {
      out.writeLong(time.measured());
      out.writeLong(time.stamp());
    }
    PatientAlertsCodec.writeMap(
        state.said(),
        (said, to) -> {
          to.writeBoolean(said.holds());
          to.writeLong(said.since());
          to.writeLong(said.stamp());
          to.writeBoolean(said.lasted());
        },
        out);
    PatientAlertsCodec.writeMap(state.courses(), CombinationsCodec::writeCourse, out);
    PatientAlertsCodec.writeMap(state.rules().kept(), PatientAlertsCodec::writeCondition, out);
  }

  static Combinations read(DataInput in) throws IOException {
    OwnTime time = in.readBoolean() ? new OwnTime(in.readLong(), in.readLong()) : null;
    var said =
        PatientAlertsCodec.readMap(
            from ->
                new Said(from.readBoolean(), from.readLong(), from.readLong(), from.readBoolean()),
            in);
    var courses = PatientAlertsCodec.readMap(CombinationsCodec::readCourse, in);
    Combinations state = new Combinations(PatientAlertsCodec.readConditions(in));
    state.time(time);
    state.said().putAll(said);
    state.courses().putAll(courses);
    return state;
  }

  private static void writeCourse(Course course, DataOutput out) throws IOException {
    out.writeInt(course.parts().size());
    for (Course.Part part : course.parts()) {
      out.writeLong(part.index());
      out.writeLong(part.sum());
      out.writeLong(part.count());
    }
  }

  private static Course readCourse(DataInput in) throws IOException {
    int count = in.readInt();
    List<Course.Part> parts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      parts.add(new Course.Part(in.readLong(), in.readLong(), in.readLong()));
    }
    return new Course(parts);
  }
}
