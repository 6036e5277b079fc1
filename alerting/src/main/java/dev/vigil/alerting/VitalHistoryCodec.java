package dev.vigil.alerting;

import dev.vigil.alerting.VitalHistory.Heard;
import dev.vigil.alerting.VitalHistory.Sensor;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/** Keeps {@link VitalHistory}, a part of {@link PatientAlertsCodec}'s since its version 2. */
final class VitalHistoryCodec {
  private VitalHistoryCodec() {}

  static void write(VitalHistory history, DataOutput out) throws IOException {
    out.writeLong(history.told());
    PatientAlertsCodec.writeMap(history.sensors(), VitalHistoryCodec::writeSensor, out);
  }

  static VitalHistory read(int version, DataInput in) throws IOException {
    long told = in.readLong();
    SortedMap<String, Sensor> sensors =
        PatientAlertsCodec.readMap(from -> readSensor(version, from), in);
    if (version < 3) {
      // It doesn't say what premises came to before these readings: judged again, they would
      // come to something else. What comes from now on is kept with all that is needed.
      sensors.clear();
    }
    return new VitalHistory(sensors, told);
  }

  private static void writeSensor(Sensor sensor, DataOutput out) throws IOException {
    PatientAlertsCodec.writeMap(sensor.base().kept(), PatientAlertsCodec::writeCondition, out);
    PatientAlertsCodec.writeMap(sensor.courses(), CombinationsCodec::writeCourse, out);
    out.writeInt(sensor.heard().size());
    for (Heard heard : sensor.heard()) {
      out.writeLong(heard.measured());
      out.writeLong(heard.value());
      out.writeLong(heard.stamp());
      out.writeInt(heard.version());
      out.writeBoolean(heard.withdrawn());
    }
  }

  private static Sensor readSensor(int version, DataInput in) throws IOException {
    Conditions base = PatientAlertsCodec.readConditions(in);
    SortedMap<String, Course> courses =
        version < 3
            ? Collections.emptySortedMap()
            : PatientAlertsCodec.readMap(CombinationsCodec::readCourse, in);
    int count = in.readInt();
    List<Heard> heard = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      heard.add(
          new Heard(in.readLong(), in.readLong(), in.readLong(), in.readInt(), in.readBoolean()));
    }
    return new Sensor(base, courses, heard);
  }
}
