package dev.vigil.schemas;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ArrayNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {
  @Test
  void bytes_areCopiedAndComparedByContent() {
    byte[] given = "weights".getBytes(UTF_8);
    BundleChunk chunk = new BundleChunk("b", 0, 1, given);
    Rejected rejected = new Rejected("http", "malformed", 1, null, given);

    given[0] = 'X';
    chunk.bytes()[1] = 'X';
    rejected.raw()[1] = 'X';

    assertThat(chunk).isEqualTo(new BundleChunk("b", 0, 1, "weights".getBytes(UTF_8)));
    assertThat(chunk).hasSameHashCodeAs(new BundleChunk("b", 0, 1, "weights".getBytes(UTF_8)));
    assertThat(rejected)
        .isEqualTo(new Rejected("http", "malformed", 1, null, "weights".getBytes(UTF_8)));
    assertThat(chunk).isNotEqualTo(new BundleChunk("b", 0, 1, "Weights".getBytes(UTF_8)));
  }

  @Test
  void rejectedRecord_doesNotShowItsBytes() {
    Rejected rejected = new Rejected("http", "malformed", 1, null, "secret".getBytes(UTF_8));

    assertThat(rejected.toString()).contains("6 bytes").doesNotContain("secret");
  }

  @Test
  void largestChunk_fitsIntoAKafkaRecord() {
    BundleChunk largest = new BundleChunk("b".repeat(64), 0, 1, new byte[BundleChunk.MAX_BYTES]);

    assertThat(Json.encode(largest).length).isLessThan(1 << 20);
    assertThatThrownBy(() -> new BundleChunk("b", 0, 1, new byte[BundleChunk.MAX_BYTES + 1]))
        .hasMessageContaining("expected at most");
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void numberThatIsNone_isRefusedByName(double value) {
    assertThatThrownBy(
            () -> new FeatureVector("p", "d", 1, 1, new TreeMap<>(Map.of("hr.mean", value))))
        .hasMessage("feature hr.mean is not finite");
    assertThatThrownBy(() -> score(value)).hasMessage("value of news2 is not finite");
  }

  private static Score score(double value) {
    return new Score(
        "p",
        "news2",
        "1",
        new OutputNumber(1, 1, 0),
        1,
        Score.Outcome.SCORE,
        value,
        null,
        null,
        null,
        null,
        null);
  }

  @Test
  void policy_doesNotChangeWithTheArrayItWasMadeFrom() {
    ArrayNode rules = Json.mapper().createArrayNode();
    PolicyEntry policy = new PolicyEntry(1, 1, "n", "because", rules);

    rules.add("later");

    assertThat(policy.rules()).isEmpty();
  }

  @Test
  void limits_areInOrderAndCountable() {
    assertThatThrownBy(() -> new PatientContext.Limits(new BigDecimal("120"), new BigDecimal("60")))
        .hasMessageContaining("above the high limit");
    assertThatThrownBy(() -> new PatientContext.Limits(null, new BigDecimal("1e999999999")))
        .hasMessageContaining("farther than");
    assertThat(new PatientContext.Limits(BigDecimal.TEN, BigDecimal.TEN).low()).isEqualTo("10");
  }

  @Test
  void instantOutsideTheYears_isRefusedByField() {
    assertThatThrownBy(() -> new Tick(Long.MAX_VALUE, "g")).hasMessageContaining("tick is outside");
    assertThatThrownBy(() -> new Resume("p", Long.MIN_VALUE))
        .hasMessageContaining("blindUntil is outside");
    assertThatThrownBy(() -> Reading.of("spo2", "s", EpochSeconds.LATEST + 1, 960))
        .hasMessageContaining("measured is outside");
    assertThat(new Tick(EpochSeconds.EARLIEST, "g").second()).isEqualTo(-62_135_596_800L);
  }

  @Test
  void resume_countsOnlyOverTenSecondsAfterItsStamp() {
    Resume resume = new Resume("p", 1_000);

    assertThat(resume.counts(989)).isTrue();
    assertThat(resume.counts(990)).isFalse();
    assertThat(resume.counts(2_000)).isFalse();
  }

  @Test
  void deviceAssignment_coversItsStartAndNotItsEnd() {
    PatientContext.DeviceAssignment ended = new PatientContext.DeviceAssignment("d", 10L, 20L);
    PatientContext.DeviceAssignment open = new PatientContext.DeviceAssignment("d", 10L, null);

    assertThat(List.of(ended.covers(9), ended.covers(10), ended.covers(19), ended.covers(20)))
        .containsExactly(false, true, true, false);
    assertThat(open.covers(EpochSeconds.LATEST)).isTrue();
  }

  @Test
  void topics_haveDistinctNamesAndOnePartitionWhereOrderCountsForAll() {
    List<Topics.Definition> all = Topics.all(24);

    assertThat(all).extracting(Topics.Definition::name).doesNotHaveDuplicates();
    assertThat(all).extracting(Topics.Definition::name).allMatch(n -> n.startsWith("vigil."));
    assertThat(all)
        .filteredOn(t -> List.of(Topics.LEDGER, Topics.POLICY, Topics.BUNDLES).contains(t.name()))
        .allMatch(t -> t.partitions() == 1 && t.settings(72).get("retention.ms").equals("-1"));
    assertThat(all)
        .allMatch(t -> t.settings(72).get("message.timestamp.type").equals("LogAppendTime"));
  }

  /**
   * A broker's own bound of bytes would delete what is kept for ever, and the log before its time.
   */
  @Test
  void topics_areKeptByTimeAlone_whateverTheBrokersBound() {
    assertThat(Topics.all(24)).allMatch(t -> "-1".equals(t.settings(72).get("retention.bytes")));
  }
}
