package dev.vigil.bench.peers.side;

import dev.vigil.bench.peers.work.WindowMoments;
import dev.vigil.bench.peers.work.Wire;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.api.java.tuple.Tuple4;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Vigil: keyed by patient, {@link WindowsFunction} over the engine's moments. A reading goes from
 * source to function as a tuple (patient, vital, second, value), whose fields Flink writes directly
 * where it would reach those of a record by reflection.
 */
final class VigilSide {
  private VigilSide() {}

  static Side.Running start(SideSettings settings) throws Exception {
    StreamExecutionEnvironment env = LocalFlink.environment();
    LocalFlink.readings(env, settings, new Readings())
        .keyBy(reading -> reading.f0, Types.INT)
        .process(new WindowsFunction(settings.windows()), TypeInformation.of(WindowMoments.class))
        .uid("windows")
        .sinkTo(LocalFlink.results(settings, new Results(settings.output())))
        .uid("results");
    return LocalFlink.run(env, "vigil");
  }

  private static final class Readings
      implements KafkaRecordDeserializationSchema<Tuple4<Integer, Integer, Long, Long>> {
    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(
        ConsumerRecord<byte[], byte[]> record,
        Collector<Tuple4<Integer, Integer, Long, Long>> out) {
      byte[] key = record.key();
      byte[] reading = record.value();
      out.collect(
          Tuple4.of(Wire.patient(key), Wire.vital(key), Wire.second(reading), Wire.value(reading)));
    }

    @Override
    public TypeInformation<Tuple4<Integer, Integer, Long, Long>> getProducedType() {
      return Types.TUPLE(Types.INT, Types.INT, Types.LONG, Types.LONG);
    }
  }

  private record Results(String topic) implements KafkaRecordSerializationSchema<WindowMoments> {
    private static final long serialVersionUID = 1L;

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
        WindowMoments result, KafkaSinkContext context, Long timestamp) {
      return new ProducerRecord<>(
          topic, Wire.key(result.patient(), result.vital()), Wire.result(result));
    }
  }
}
