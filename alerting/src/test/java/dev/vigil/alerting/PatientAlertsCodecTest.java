package dev.vigil.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A changed form is a new version with a file of its own: {@code mvn -pl alerting test
 * -Dtest=PatientAlertsCodecTest -Dgolden.write=true} writes that of the present version; those of
 * earlier versions stay, to be read or refused by name for ever.
 */
class PatientAlertsCodecTest {
  private static final PatientAlertsCodec CODEC = PatientAlertsCodec.INSTANCE;

  private static final Path FOLDER = Path.of("src/test/resources/dev/vigil/alerting");

  @BeforeAll
  static void writeIfAsked() throws IOException {
    if (Boolean.getBoolean("golden.write")) {
      Files.write(file(CODEC.version()), Bedside.bytes(CODEC, GoldenState.bedside().state()));
    }
  }

  private static Path file(int version) {
    return FOLDER.resolve("alerts-patient-" + version + ".bin");
  }

  private static byte[] golden(int version) throws IOException {
    return Files.readAllBytes(file(version));
  }

  private static PatientAlerts read(int version) throws IOException {
    return CODEC.read(version, new DataInputStream(new ByteArrayInputStream(golden(version))));
  }

  private static String hex(PatientAlerts state) throws IOException {
    return HexFormat.of().formatHex(Bedside.bytes(CODEC, state));
  }

  @Test
  void state_ofThisVersion_isReadAndWrittenAsItWas() throws IOException {
    String golden = HexFormat.of().formatHex(golden(3));

    assertThat(hex(read(3))).isEqualTo(golden);
    assertThat(hex(GoldenState.bedside().state())).isEqualTo(golden);
  }

  @Test
  void state_ofVersion1_isRead_withoutWhatItDidNotKnow() throws IOException {
    PatientAlerts read = read(1);

    assertThat(read.openAlerts()).isEqualTo(3);
    assertThat(read.book().shelves()).isEmpty();
    assertThat(read.histories()).isEmpty();
    assertThat(read.combinations().isEmpty()).isTrue();
    assertThat(Bedside.through(CODEC, read).openAlerts()).isEqualTo(3);
  }

  @Test
  void state_ofVersion2_isRead_butWhatItCouldNotJudgeAgainStays() throws IOException {
    PatientAlerts read = read(2);

    assertThat(read.openAlerts()).isEqualTo(4);
    assertThat(read.book().shelves()).isNotEmpty();
    assertThat(read.combinations().holding().isEmpty()).isFalse();
    assertThat(read.combinations().past()).isNull();
    assertThat(read.histories().keySet()).containsExactly("heart-rate", "spo2");
    assertThat(read.histories().values()).allMatch(history -> history.sensors().isEmpty());
    assertThat(Bedside.through(CODEC, read).openAlerts()).isEqualTo(4);
  }

  @Test
  void state_ofAnUnknownVersion_isRefusedByName() {
    assertThatThrownBy(
            () -> CODEC.read(4, new DataInputStream(new ByteArrayInputStream(golden(3)))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'alerts-patient' has version 4");
  }

  @Test
  void copy_sharesNothingThatChanges() throws IOException {
    Bedside bed = GoldenState.bedside();
    String before = hex(bed.state());
    PatientAlerts copy = CODEC.copy(bed.state());

    bed.reading(1080, "heart-rate", "80", 1080);
    bed.reading(1080, "spo2", "99", 1080);
    bed.score(1081, 0);

    assertThat(hex(copy)).isEqualTo(before);
    assertThat(bed.state().openAlerts()).isEqualTo(0);
  }

  /** What a score or a context was written as once is written again only while it is the same. */
  @Test
  void state_thatWasWrittenBefore_isWrittenAsItIsNow() throws IOException {
    Bedside written = GoldenState.bedside();
    Bedside bed = GoldenState.bedside();
    String before = hex(written.state());

    goOn(written);
    goOn(bed);

    assertThat(hex(written.state())).isEqualTo(hex(bed.state())).isNotEqualTo(before);
    assertThat(hex(CODEC.copy(written.state()))).isEqualTo(hex(bed.state()));
    PatientAlerts read = Bedside.through(CODEC, written.state());
    assertThat(read.context()).isEqualTo(written.state().context());
    assertThat(read.scores().get("news2").last())
        .isEqualTo(written.state().scores().get("news2").last());
  }

  private static void goOn(Bedside bed) {
    bed.score(1081, 6, 3, 3);
    bed.move(1082, "B");
  }
}
