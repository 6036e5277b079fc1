package dev.vigil.models.features;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/** Of more sensors than it gives numbers to without looking which are still used. */
class RawReadingsTest {
  private static final int SENSORS = 64;
  private static final long MINUTE = 6_000;

  private final RawReadings raws = new RawReadings();

  @Test
  void sensorThatHasOnlyTakenReadingsBack_isTheSameOneWhenItMeasures() throws IOException {
    // given
    fill();
    raws.withdrawn().put(MINUTE, "z", 1);

    // when
    raws.insert(-raws.find(MINUTE + 30, "z") - 1, MINUTE + 30, "z", 75, 0);

    // then: as it is after a restart
    assertThat(kept().repeatsASensor(MINUTE, MINUTE + 60)).isTrue();
    assertThat(raws.repeatsASensor(MINUTE, MINUTE + 60)).isTrue();
  }

  @Test
  void newSensorThatTakesAReadingBack_makesNoOtherOneRepeat() throws IOException {
    // given
    fill();
    raws.insert(-raws.find(MINUTE, "s05") - 1, MINUTE, "s05", 75, 0);
    raws.withdrawn().put(MINUTE + 10, "a", 1);
    raws.withdrawn().put(MINUTE + 20, "s04", 1);

    // when, then
    assertThat(kept().repeatsASensor(MINUTE, MINUTE + 60)).isFalse();
    assertThat(raws.repeatsASensor(MINUTE, MINUTE + 60)).isFalse();
  }

  @Test
  void sensorThatTakesTwoReadingsBack_repeats() {
    raws.withdrawn().put(MINUTE, "a", 1);
    assertThat(raws.repeatsASensor(MINUTE, MINUTE + 60)).isFalse();

    raws.withdrawn().put(MINUTE + 10, "a", 1);
    assertThat(raws.repeatsASensor(MINUTE, MINUTE + 60)).isTrue();
  }

  /** Each sensor measures once, in a minute of its own. */
  private void fill() {
    for (int i = 0; i < SENSORS; i++) {
      raws.insert(i, 60L * i, String.format(Locale.ROOT, "s%02d", i), 70, 0);
    }
  }

  /** As the state has it. */
  private RawReadings kept() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    raws.write(new DataOutputStream(bytes));
    return RawReadings.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
  }
}
