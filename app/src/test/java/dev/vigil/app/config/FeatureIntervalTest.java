package dev.vigil.app.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vigil.app.failure.VigilException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureIntervalTest {
  @TempDir private Path folder;

  @Test
  void interval_ofANewFolder_isWhatIsConfiguredOrTheCommandsOrTheUsual() {
    assertThat(seconds(FeatureInterval.decide(configured("30"), 10))).isEqualTo(30);
    assertThat(seconds(FeatureInterval.decide(configured("0"), 10))).isEqualTo(10);
    assertThat(seconds(FeatureInterval.decide(configured("0")))).isEqualTo(60);
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void interval_thatAFolderBeganWith_isRemembered() {
    FeatureInterval.keep(FeatureInterval.decide(configured("0"), 10));

    assertThat(seconds(FeatureInterval.keep(configured("0")))).isEqualTo(10);
    assertThat(seconds(FeatureInterval.decide(configured("0"), 30))).isEqualTo(10);
    assertThat(seconds(FeatureInterval.decide(configured("10")))).isEqualTo(10);
  }

  @Test
  void interval_otherThanTheFolders_isRefusedWithBoth() {
    FeatureInterval.keep(configured("10"));

    assertThatThrownBy(() -> FeatureInterval.keep(configured("60")))
        .isInstanceOf(VigilException.class)
        .hasMessage(
            "features.interval-seconds is 60, but the data folder "
                + folder
                + " began with 10: leave the key out, or start with another data folder.");
  }

  @Test
  void file_thatHoldsNoNumber_isNamed() throws IOException {
    Files.writeString(folder.resolve("features.interval-seconds"), "ten");

    assertThatThrownBy(() -> FeatureInterval.decide(configured("0")))
        .isInstanceOf(VigilException.class)
        .hasMessageContaining("features.interval-seconds")
        .hasMessageContaining("expected a whole number");
  }

  private VigilConfig configured(String seconds) {
    return ConfigReader.read(
        null,
        Map.of(),
        new TreeMap<>(
            Map.of("data.folder", folder.toString(), "features.interval-seconds", seconds)));
  }

  private static int seconds(VigilConfig config) {
    return config.features().intervalSeconds();
  }
}
