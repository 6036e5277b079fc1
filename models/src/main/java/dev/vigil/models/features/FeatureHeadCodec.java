package dev.vigil.models.features;

import dev.vigil.schemas.PatientContext.HospitalStay;
import dev.vigil.schemas.PatientContext.Sex;
import dev.vigil.schemas.PatientContext.Specialty;
import dev.vigil.schemas.fold.BinaryCodec;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Keeps a {@link FeatureHead}. */
public final class FeatureHeadCodec implements BinaryCodec<FeatureHead> {
  public static final FeatureHeadCodec INSTANCE = new FeatureHeadCodec();

  private static final int VERSION = 3;

  /** Kept nothing of the stay in the hospital. */
  private static final int WITHOUT_HOSPITAL = 2;

  /** How unknown, no and yes stand in the kept form. */
  private static final int UNKNOWN = 0;

  private static final int NO = 1;
  private static final int YES = 2;

  private FeatureHeadCodec() {}

  @Override
  public String name() {
    return "features-head";
  }

  @Override
  public int version() {
    return VERSION;
  }

  @Override
  public void write(FeatureHead head, DataOutput out) throws IOException {
    out.writeUTF(head.patient());
    Statics statics = head.statics();
    out.writeBoolean(statics != null);
    if (statics != null) {
      writeStatics(statics, out);
    }
    Packed.write(head.vitals().size(), out);
    for (String vital : head.vitals()) {
      out.writeUTF(vital);
    }
    out.writeLong(head.lastVector());
    out.writeLong(head.vectorDue());
    out.writeLong(head.lastHeard());
    out.writeLong(head.forgetDue());
  }

  @Override
  public FeatureHead read(int version, DataInput in) throws IOException {
    if (version != VERSION && version != WITHOUT_HOSPITAL) {
      throw unknownVersion(version);
    }
    FeatureHead head = new FeatureHead();
    head.patient(in.readUTF());
    if (in.readBoolean()) {
      head.statics(readStatics(version, in));
    }
    int vitals = Packed.readInt(in);
    for (int i = 0; i < vitals; i++) {
      head.addVital(in.readUTF());
    }
    head.lastVector(in.readLong());
    head.vectorDue(in.readLong());
    head.lastHeard(in.readLong());
    head.forgetDue(in.readLong());
    return head;
  }

  @Override
  public FeatureHead copy(FeatureHead head) {
    return head.copy();
  }

  private static void writeStatics(Statics statics, DataOutput out) throws IOException {
    out.writeInt(statics.version());
    out.writeBoolean(statics.discharged());
    out.writeLong(statics.admitted());
    Integer age = statics.ageYears();
    out.writeBoolean(age != null);
    if (age != null) {
      out.writeInt(age);
    }
    Sex sex = statics.sex();
    writeTernary(sex == null ? null : sex == Sex.MALE, out);
    writeTernary(statics.pregnant(), out);
    out.writeLong(statics.ward());
    out.writeByte(statics.spo2Scale());
    Specialty specialty = statics.hospital().specialty();
    writeTernary(specialty == null ? null : specialty == Specialty.SURGICAL, out);
    Long admitted = statics.hospital().admitted();
    out.writeBoolean(admitted != null);
    if (admitted != null) {
      out.writeLong(admitted);
    }
  }

  private static Statics readStatics(int kept, DataInput in) throws IOException {
    int version = in.readInt();
    boolean discharged = in.readBoolean();
    long admitted = in.readLong();
    Integer age = in.readBoolean() ? (Integer) in.readInt() : null;
    Boolean male = readTernary(in);
    Sex sex = male == null ? null : male ? Sex.MALE : Sex.FEMALE;
    Boolean pregnant = readTernary(in);
    long ward = in.readLong();
    int spo2Scale = in.readByte();
    HospitalStay hospital = kept == WITHOUT_HOSPITAL ? HospitalStay.UNKNOWN : readHospital(in);
    return new Statics(
        version, discharged, admitted, age, sex, pregnant, ward, spo2Scale, hospital);
  }

  private static HospitalStay readHospital(DataInput in) throws IOException {
    Boolean surgical = readTernary(in);
    Specialty specialty =
        surgical == null ? null : surgical ? Specialty.SURGICAL : Specialty.MEDICAL;
    return new HospitalStay(specialty, in.readBoolean() ? (Long) in.readLong() : null);
  }

  private static void writeTernary(@Nullable Boolean value, DataOutput out) throws IOException {
    out.writeByte(value == null ? UNKNOWN : value ? YES : NO);
  }

  private static @Nullable Boolean readTernary(DataInput in) throws IOException {
    int kept = in.readByte();
    return kept == UNKNOWN ? null : (Boolean) (kept == YES);
  }
}
