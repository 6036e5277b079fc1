package dev.vigil.bench.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.bench.paired.Comparison;
import dev.vigil.bench.paired.Work;
import dev.vigil.schemas.LogCodec;
import dev.vigil.schemas.Reading;
import dev.vigil.schemas.Reading.Status;
import dev.vigil.schemas.Readings;
import dev.vigil.schemas.RecordType;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CodecBenchTest {
  private static final int RECORDS = 256;

  @Test
  void bothSides_readTheSameReadings() {
    // given
    Comparison<Readings> comparison = CodecBench.comparison();
    assertThat(comparison.check().holds()).isTrue();
    Work<Readings> ours = comparison.ours().get();
    Work<Readings> baseline = comparison.baseline().get();
    Set<Readings> read = new HashSet<>();

    for (int i = 0; i < RECORDS; i++) {
      // when
      Readings streamed = ours.once();

      // then
      assertThat(baseline.once()).isEqualTo(streamed);
      assertThat(streamed.readings()).hasSize(8);
      read.add(streamed);
    }
    assertThat(read).hasSize(RECORDS);
  }

  @Test
  void correctionsAndWithdrawals_areReadTheSame() throws Exception {
    // given
    Reading corrected = new Reading("ph", "lab", 1_000, 7_350, Status.CORRECTED, 2, "nurse-7");
    Reading withdrawn = new Reading("spo2", "mon", 1_001, 0, Status.WITHDRAWN, 3, null);
    byte[] json = LogCodec.encode(new Readings("p1", 1_002, "http", List.of(corrected, withdrawn)));

    // when
    Readings bound = new BoundReader().read(json);

    // then
    assertThat(bound).isEqualTo(LogCodec.decode(RecordType.READINGS, json));
  }

  @ParameterizedTest
  @CsvSource({"'%', 97.55", "'%', 970", "'1', 97.5", "'%', null"})
  void readingsThatTheCodecRefuses_areRefusedByTheBaselineToo(String unit, String value) {
    // given
    byte[] json =
        ("{\"patient\":\"p1\",\"received\":9,\"source\":\"http\",\"readings\":[{\"vital\":\"spo2\","
                + "\"sensor\":\"mon\",\"measured\":8,\"value\":"
                + value
                + ",\"unit\":\""
                + unit
                + "\"}]}")
            .getBytes(StandardCharsets.UTF_8);

    // when, then
    assertThatThrownBy(() -> LogCodec.decode(RecordType.READINGS, json));
    assertThatThrownBy(() -> new BoundReader().read(json))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
