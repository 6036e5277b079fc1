package dev.vigil.jobs.history;

import dev.vigil.jobs.log.RawRecord;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.apache.flink.connector.base.sink.writer.AsyncSinkWriterStateSerializer;
import org.apache.flink.connector.base.sink.writer.BufferedRequestState;

/** How records that a checkpoint found on their way to the store are kept. */
final class BufferedRecords extends AsyncSinkWriterStateSerializer<RawRecord> {
  private static final int VERSION = 1;

  @Override
  public int getVersion() {
    return VERSION;
  }

  @Override
  public BufferedRequestState<RawRecord> deserialize(int version, byte[] kept) throws IOException {
    if (version != VERSION) {
      throw new IOException(
          "state 'history-buffer' has version "
              + version
              + ", this Vigil knows up to "
              + VERSION
              + ": start the Vigil that wrote it, or rebuild with --rebuild-state");
    }
    return super.deserialize(version, kept);
  }

  @Override
  protected void serializeRequestToStream(RawRecord record, DataOutputStream out)
      throws IOException {
    writeText(record.topic(), out);
    out.writeInt(record.partition());
    out.writeLong(record.offset());
    out.writeLong(record.appended());
    writeText(record.key(), out);
    writeText(record.header(), out);
    writeBytes(record.value(), out);
  }

  @Override
  protected RawRecord deserializeRequestFromStream(long size, DataInputStream in)
      throws IOException {
    return new RawRecord(
        readText(in),
        in.readInt(),
        in.readLong(),
        in.readLong(),
        readText(in),
        readText(in),
        readBytes(in));
  }

  /** Not writeUTF: a key that somebody else wrote may be longer than its 64 KiB. */
  private static void writeText(String text, DataOutputStream out) throws IOException {
    writeBytes(text.getBytes(StandardCharsets.UTF_8), out);
  }

  private static String readText(DataInputStream in) throws IOException {
    return new String(readBytes(in), StandardCharsets.UTF_8);
  }

  private static void writeBytes(byte[] bytes, DataOutputStream out) throws IOException {
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static byte[] readBytes(DataInputStream in) throws IOException {
    int length = in.readInt();
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("state 'history-buffer' ends within a record");
    }
    return bytes;
  }
}
