package dev.vigil.bench.peers.side;

import dev.vigil.bench.peers.work.HoppingWindow;
import dev.vigil.bench.peers.work.Wire;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.DataTypes;
import org.apache.flink.table.api.Schema;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;
import org.apache.flink.table.data.GenericRowData;
import org.apache.flink.table.data.RowData;
import org.apache.flink.table.runtime.typeutils.InternalTypeInfo;
import org.apache.flink.table.types.DataType;
import org.apache.flink.table.types.logical.BigIntType;
import org.apache.flink.table.types.logical.IntType;
import org.apache.flink.table.types.logical.LogicalType;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Flink SQL: one HOP (TUMBLE where windows don't overlap) for each length. Rows go in and come out
 * in the planner's own form, so that nothing is converted.
 */
final class FlinkSqlSide {
  private static final long MILLIS_A_SECOND = 1000;
  private static final InternalTypeInfo<RowData> READING =
      InternalTypeInfo.ofFields(
          new LogicalType[] {new IntType(false), new IntType(false), new BigIntType(false)},
          new String[] {"patient", "vital", "v"});
  private static final DataType RESULT =
      DataTypes.ROW(
              DataTypes.FIELD("patient", DataTypes.INT().notNull()),
              DataTypes.FIELD("vital", DataTypes.INT().notNull()),
              DataTypes.FIELD("window_seconds", DataTypes.INT().notNull()),
              DataTypes.FIELD("window_end", DataTypes.TIMESTAMP(3).notNull()),
              DataTypes.FIELD("n", DataTypes.BIGINT().notNull()),
              DataTypes.FIELD("total", DataTypes.BIGINT().notNull()),
              DataTypes.FIELD("squares", DataTypes.BIGINT().notNull()),
              DataTypes.FIELD("smallest", DataTypes.BIGINT().notNull()),
              DataTypes.FIELD("largest", DataTypes.BIGINT().notNull()))
          .notNull()
          .bridgedTo(RowData.class);

  private FlinkSqlSide() {}

  static Side.Running start(SideSettings settings) throws Exception {
    StreamExecutionEnvironment env = LocalFlink.environment();
    StreamTableEnvironment tables = StreamTableEnvironment.create(env);
    tables.getConfig().setLocalTimeZone(java.time.ZoneOffset.UTC);
    tables.createTemporaryView(
        "readings",
        LocalFlink.readings(env, settings, new Rows()),
        Schema.newBuilder()
            .column("patient", DataTypes.INT().notNull())
            .column("vital", DataTypes.INT().notNull())
            .column("v", DataTypes.BIGINT().notNull())
            .columnByMetadata("t", DataTypes.TIMESTAMP_LTZ(3), "rowtime")
            .watermark("t", "SOURCE_WATERMARK()")
            .build());
    tables
        .<RowData>toDataStream(tables.sqlQuery(sql(settings.windows())), RESULT)
        .sinkTo(LocalFlink.results(settings, new Results(settings.output())));
    return LocalFlink.run(env, "flink-sql");
  }

  private static String sql(List<HoppingWindow> windows) {
    return windows.stream().map(FlinkSqlSide::sql).collect(Collectors.joining(" UNION ALL "));
  }

  private static String sql(HoppingWindow window) {
    return String.format(
        Locale.ROOT,
        "SELECT patient, vital, %d AS window_seconds, window_end, COUNT(*) AS n, SUM(v) AS total,"
            + " SUM(v * v) AS squares, MIN(v) AS smallest, MAX(v) AS largest FROM TABLE(%s) GROUP"
            + " BY patient, vital, window_start, window_end",
        window.seconds(),
        table(window));
  }

  private static String table(HoppingWindow window) {
    String readings = "TABLE readings, DESCRIPTOR(t), ";
    return window.step() == window.seconds()
        ? "TUMBLE(" + readings + interval(window.seconds()) + ")"
        : "HOP(" + readings + interval(window.step()) + ", " + interval(window.seconds()) + ")";
  }

  private static String interval(int seconds) {
    return "INTERVAL '" + seconds + "' SECOND(6)";
  }

  private static final class Rows implements KafkaRecordDeserializationSchema<RowData> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> record, Collector<RowData> out) {
      byte[] key = record.key();
      out.collect(
          GenericRowData.of(Wire.patient(key), Wire.vital(key), Wire.value(record.value())));
    }

    @Override
    public TypeInformation<RowData> getProducedType() {
      return READING;
    }
  }

  private record Results(String topic) implements KafkaRecordSerializationSchema<RowData> {
    private static final long serialVersionUID = 1L;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        RowData row, KafkaSinkContext context, Long timestamp) {
      return new ProducerRecord<>(
          topic,
          Wire.key(row.getInt(0), row.getInt(1)),
          Wire.result(
              row.getInt(2),
              row.getTimestamp(3, 3).getMillisecond() / MILLIS_A_SECOND,
              row.getLong(4),
              row.getLong(5),
              row.getLong(6),
              row.getLong(7),
              row.getLong(8)));
    }
  }
}
