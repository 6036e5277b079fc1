package dev.vigil.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.history.StoreEndpoint;
import dev.vigil.jobs.fold.AlertFunction;
import dev.vigil.jobs.fold.CountEntry;
import dev.vigil.jobs.fold.Emission;
import dev.vigil.jobs.history.HistorySink;
import dev.vigil.jobs.history.StoreTarget;
import dev.vigil.jobs.log.OutgoingRecord;
import dev.vigil.jobs.log.PartitionTick;
import dev.vigil.jobs.log.RawRecord;
import dev.vigil.jobs.log.StampedRecord;
import dev.vigil.jobs.scoring.BundleTopic;
import dev.vigil.schemas.fold.Ticks.World;
import java.io.Serializable;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.apache.flink.types.PojoTestUtils;
import org.apache.flink.util.InstantiationUtil;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamedTypesTest {
  @ParameterizedTest
  @ValueSource(
      classes = {
        RawRecord.class,
        StampedRecord.class,
        Emission.class,
        OutgoingRecord.class,
        PartitionTick.class,
        CountEntry.class
      })
  void type_thatIsStreamedOrStored_needsNoKryo(Class<?> type) {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(type);
  }

  @Test
  void settings_areSerializable() throws Exception {
    JobSettings settings =
        new JobSettings(
            "localhost:9092",
            World.RECORDED,
            2,
            60,
            new JobSettings.Checkpoints("file:///tmp/x", 1_000, JobSettings.StateBackend.ROCKSDB));
    StoreTarget target =
        new StoreTarget(
            new StoreEndpoint("http://127.0.0.1:8086", "", "", "vigil"),
            new TreeSet<>(Set.of("a")));
    BundleTopic bundle = new BundleTopic("localhost:9092", "00");

    for (Serializable value : List.of(settings, target, bundle)) {
      assertThat(InstantiationUtil.clone(value)).isEqualTo(value);
    }
    assertThat(
            InstantiationUtil.isSerializable(
                new HistorySink(target, "localhost:9092", World.RECORDED)))
        .isTrue();
    assertThat(
            InstantiationUtil.isSerializable(
                new AlertFunction(AlertsJob.governance("localhost:9092", World.RECORDED))))
        .isTrue();
  }
}
