package dev.vigil.bench.codec;

import dev.vigil.bench.paired.Bench;
import dev.vigil.bench.paired.Comparison;
import dev.vigil.bench.paired.Comparisons;
import dev.vigil.bench.paired.Target;
import dev.vigil.bench.paired.Work;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.LogRecord;
import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.RecordType;
import java.io.IOException;
import java.util.List;

/** {@code codec}: bytes of the patient log to readings, one record of 8 readings at a time. */
public final class CodecBench {
  /** Token streaming was chosen to be no slower; how much faster it is depends on the JVM. */
  private static final double TARGET = 1.0;

  private CodecBench() {}

  /** Token streaming against data binding. */
  public static Bench bench() {
    return new Comparisons(
        "codec",
        "A record of 8 readings read by LogCodec (token streaming) against Jackson's data binding.",
        List.of(CodecBench::comparison));
  }

  static Comparison<Readings> comparison() {
    List<byte[]> records = EncodedRecords.list();
    return Comparison.ofSameResults(
        "codec_vs_binding",
        () -> new InTurn(records, CodecBench::streamed),
        () -> new InTurn(records, new BoundReader()::read),
        records.size(),
        Target.atLeast(TARGET));
  }

  private static LogRecord streamed(byte[] json) throws MalformedRecordException {
    return LogCodec.decode(RecordType.READINGS, json);
  }

  /** One way to read a record. */
  interface Reader {
    LogRecord read(byte[] json) throws IOException, MalformedRecordException;
  }

  /** Reads the records round and round. */
  private static final class InTurn implements Work<Readings> {
    private final List<byte[]> records;
    private final Reader reader;
    private int next;

    InTurn(List<byte[]> records, Reader reader) {
      this.records = records;
      this.reader = reader;
    }

    @Override
    public Readings once() {
      byte[] json = records.get(next);
      next = next + 1 == records.size() ? 0 : next + 1;
      try {
        return (Readings) reader.read(json);
      } catch (IOException | MalformedRecordException e) {
        throw new IllegalStateException("a record of the benchmark's own can't be read", e);
      }
    }
  }
}
