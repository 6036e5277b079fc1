package dev.vigil.app.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OutputsTest {
  private static final long UNTIL = 1_000_000;
  private static final long RECENT = UNTIL - 60;
  private static final long LONG_AGO = UNTIL - Compaction.TOMBSTONES_KEPT_SECONDS - 60;
  private static final String ANN = "ann";
  private static final byte[] OPEN = "open".getBytes(UTF_8);

  private final Outputs compacted = new Outputs(Topics.EPISODES, 0, UNTIL, true);
  private final Outputs kept = new Outputs(Topics.ALERTS, 0, UNTIL, false);

  @Test
  void supersededOutput_isNotMissingInACompactedTopic() {
    // given
    compacted.add(sent(ANN, number(3, RECENT), OPEN));

    // when
    compacted.expect(ANN, number(1, RECENT), OPEN);
    compacted.expect(ANN, number(2, RECENT), null);
    compacted.expect(ANN, number(3, RECENT), OPEN);

    // then
    assertThat(compacted.finish()).isEmpty();
    assertThat(compacted.compared()).isEqualTo(3);
  }

  @Test
  void supersededOutput_isMissingInATopicThatKeepsAll() {
    // given
    kept.add(sent(ANN, number(3, RECENT), OPEN));

    // when
    kept.expect(ANN, number(1, RECENT), OPEN);
    kept.expect(ANN, number(3, RECENT), OPEN);

    // then
    assertThat(kept.finish()).containsExactly(missing(Topics.ALERTS, number(1, RECENT)));
  }

  @Test
  void lastOutput_isMissingInACompactedTopicToo() {
    // given
    compacted.add(sent(ANN, number(1, RECENT), OPEN));
    compacted.add(sent("bob", number(9, RECENT), OPEN));

    // when
    compacted.expect(ANN, number(1, RECENT), OPEN);
    compacted.expect(ANN, number(2, RECENT), OPEN);
    compacted.expect("bob", number(9, RECENT), OPEN);

    // then
    assertThat(compacted.finish()).containsExactly(missing(Topics.EPISODES, number(2, RECENT)));
  }

  @Test
  void outputSupersededByOneAfterTheStretch_isNotMissing() {
    // given
    compacted.add(sent(ANN, number(2, UNTIL), OPEN));

    // when
    compacted.expect(ANN, number(1, RECENT), OPEN);

    // then
    assertThat(compacted.finish()).isEmpty();
  }

  @Test
  void tombstone_mayBeGoneAfterADay_withAllBeforeIt() {
    // when
    compacted.expect(ANN, number(1, LONG_AGO), OPEN);
    compacted.expect(ANN, number(2, LONG_AGO), null);
    compacted.expect("bob", number(1, LONG_AGO), OPEN);
    compacted.expect("bob", number(2, RECENT), null);

    // then
    assertThat(compacted.finish())
        .containsExactly(
            missing(Topics.EPISODES, number(1, LONG_AGO)),
            missing(Topics.EPISODES, number(2, RECENT)));
  }

  @Test
  void tombstone_isMissingWhileAnEarlierOutputIsThere() {
    // given
    compacted.add(sent(ANN, number(1, LONG_AGO), OPEN));

    // when
    compacted.expect(ANN, number(1, LONG_AGO), OPEN);
    compacted.expect(ANN, number(2, LONG_AGO), null);

    // then
    assertThat(compacted.finish()).containsExactly(missing(Topics.EPISODES, number(2, LONG_AGO)));
  }

  @Test
  void otherBytesAndUnexpectedOutputs_areNamedInACompactedTopicToo() {
    // given
    compacted.add(sent(ANN, number(1, RECENT), null));
    compacted.add(sent(ANN, number(2, RECENT), OPEN));

    // when
    compacted.expect(ANN, number(1, RECENT), OPEN);

    // then
    assertThat(compacted.finish())
        .extracting(Mismatch::kind)
        .isEqualTo(List.of(Mismatch.Kind.DIFFERENT, Mismatch.Kind.UNFOUNDED));
  }

  private static OutputNumber number(long offset, long instant) {
    return new OutputNumber(offset, instant, 0);
  }

  private static Mismatch missing(String topic, OutputNumber number) {
    return new Mismatch(topic, 0, number, Mismatch.Kind.MISSING);
  }

  @Test
  void recordWithoutAProperNumber_isUnfounded() {
    // given
    ConsumerRecord<byte[], byte[]> poison = sent(ANN, number(1, RECENT), OPEN);
    poison.headers().remove(OutputNumber.HEADER).add(OutputNumber.HEADER, "one".getBytes(UTF_8));

    // when
    kept.add(poison);

    // then
    assertThat(kept.finish()).extracting(Mismatch::kind).containsExactly(Mismatch.Kind.UNFOUNDED);
  }

  @Test
  void recordWhoseNumberIsEmpty_isUnfounded() {
    // given
    ConsumerRecord<byte[], byte[]> poison = sent(ANN, number(1, RECENT), OPEN);
    poison.headers().remove(OutputNumber.HEADER).add(OutputNumber.HEADER, null);

    // when
    kept.add(poison);

    // then
    assertThat(kept.finish()).extracting(Mismatch::kind).containsExactly(Mismatch.Kind.UNFOUNDED);
  }

  private static ConsumerRecord<byte[], byte[]> sent(
      String patient, OutputNumber number, byte @Nullable [] value) {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>("any", 0, 0, patient.getBytes(UTF_8), value);
    record.headers().add(OutputNumber.HEADER, number.toString().getBytes(UTF_8));
    return record;
  }
}
