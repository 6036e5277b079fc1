package dev.vigil.schemas.fold;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Keeps an {@link Agenda}. */
public final class AgendaCodec implements BinaryCodec<Agenda> {
  public static final AgendaCodec INSTANCE = new AgendaCodec();

  private AgendaCodec() {}

  @Override
  public String name() {
    return "agenda";
  }

  @Override
  public int version() {
    return 1;
  }

  @Override
  public void write(Agenda agenda, DataOutput out) throws IOException {
    out.writeLong(agenda.offset());
    out.writeLong(agenda.instant());
    out.writeInt(agenda.index());
    out.writeInt(agenda.deadlines().size());
    for (Deadline deadline : agenda.deadlines()) {
      out.writeLong(deadline.instant());
      out.writeUTF(deadline.kind());
      out.writeUTF(deadline.id());
    }
  }

  @Override
  public Agenda read(int version, DataInput in) throws IOException {
    if (version != version()) {
      throw unknownVersion(version);
    }
    long offset = in.readLong();
    long instant = in.readLong();
    int index = in.readInt();
    int count = in.readInt();
    List<Deadline> deadlines = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      deadlines.add(new Deadline(in.readLong(), in.readUTF(), in.readUTF()));
    }
    return new Agenda(offset, instant, index, deadlines);
  }

  @Override
  public Agenda copy(Agenda agenda) {
    return new Agenda(agenda.offset(), agenda.instant(), agenda.index(), agenda.deadlines());
  }
}
