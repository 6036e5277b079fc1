package dev.vigil.app.export;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.SimpleGroupFactory;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.example.ExampleParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.PositionOutputStream;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Types;
import org.jspecify.annotations.Nullable;

/**
 * Vectors as an Apache Parquet file, compressed by Zstandard: instants are timestamps in UTC,
 * features doubles, and an unknown one is null. The same rows give the same bytes.
 */
public final class ParquetRows implements VectorRows {
  /** Rows are held in memory until so many bytes of them are there. */
  private static final long ROW_GROUP_BYTES = 32L << 20;

  private final MessageType schema = schema();
  private final SimpleGroupFactory groups = new SimpleGroupFactory(schema);
  private final ParquetWriter<Group> parquet;

  /** Begins a file. */
  public ParquetRows(OutputStream out) throws IOException {
    parquet =
        ExampleParquetWriter.builder(new Counted(out))
            .withConf(new PlainParquetConfiguration())
            .withType(schema)
            .withCompressionCodec(CompressionCodecName.ZSTD)
            .withRowGroupSize(ROW_GROUP_BYTES)
            .build();
  }

  private static MessageType schema() {
    Types.MessageTypeBuilder message = Types.buildMessage();
    VectorTable.names().forEach(name -> message.addField(column(name)));
    return message.named("vectors");
  }

  private static Type column(String name) {
    return switch (name) {
      case VectorTable.PATIENT, VectorTable.DEFINITIONS ->
          Types.required(PrimitiveTypeName.BINARY)
              .as(LogicalTypeAnnotation.stringType())
              .named(name);
      case VectorTable.KNOWN, VectorTable.MEASURED_END ->
          Types.required(PrimitiveTypeName.INT64)
              .as(LogicalTypeAnnotation.timestampType(true, LogicalTypeAnnotation.TimeUnit.MILLIS))
              .named(name);
      default -> Types.optional(PrimitiveTypeName.DOUBLE).named(name);
    };
  }

  @Override
  public void add(List<@Nullable String> cells) throws IOException {
    Group row = groups.newGroup();
    for (int column = 0; column < cells.size(); column++) {
      String cell = cells.get(column);
      if (cell != null) {
        fill(row, column, cell);
      }
    }
    parquet.write(row);
  }

  private void fill(Group row, int column, String cell) {
    switch (schema.getType(column).asPrimitiveType().getPrimitiveTypeName()) {
      case BINARY -> row.add(column, cell);
      case INT64 -> row.add(column, TimeUnit.SECONDS.toMillis(Long.parseLong(cell)));
      default -> row.add(column, Double.parseDouble(cell));
    }
  }

  @Override
  public void end() throws IOException {
    parquet.close();
  }

  /** A stream as what Parquet writes to, which asks how far it has come. */
  private static final class Counted extends PositionOutputStream implements OutputFile {
    private final OutputStream out;
    private long position;

    Counted(OutputStream out) {
      this.out = out;
    }

    @Override
    public long getPos() {
      return position;
    }

    @Override
    public void write(int octet) throws IOException {
      out.write(octet);
      position++;
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      position += length;
    }

    @Override
    public void flush() throws IOException {
      out.flush();
    }

    /** Leaves the stream below open. */
    @Override
    public void close() throws IOException {
      flush();
    }

    @Override
    public PositionOutputStream create(long blockSize) {
      return this;
    }

    @Override
    public PositionOutputStream createOrOverwrite(long blockSize) {
      return this;
    }

    @Override
    public boolean supportsBlockSize() {
      return false;
    }

    @Override
    public long defaultBlockSize() {
      return 0;
    }
  }
}
