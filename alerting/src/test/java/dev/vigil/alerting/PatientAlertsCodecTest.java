package dev.vigil.alerting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;

class PatientAlertsCodecTest {
  private static final PatientAlertsCodec CODEC = PatientAlertsCodec.INSTANCE;

  private static byte[] golden() throws IOException {
    return golden(CODEC.version());
  }

  private static byte[] golden(int version) throws IOException {
    try (InputStream in =
        PatientAlertsCodecTest.class.getResourceAsStream("alerts-patient-" + version + ".bin")) {
      return in.readAllBytes();
    }
  }

  @Test
  void state_ofThisVersion_isReadAndWrittenAsItWas() throws IOException {
    PatientAlerts read = read(2);

    assertThat(read.openAlerts()).isEqualTo(4);
    assertThat(Bedside.bytes(CODEC, read)).isEqualTo(golden());
    assertThat(Bedside.bytes(CODEC, GoldenState.bedside().state())).isEqualTo(golden());
  }

  @Test
  void state_ofVersion1_isReadWithoutWhatItDidNotKnow() throws IOException {
    PatientAlerts read = read(1);

    assertThat(read.openAlerts()).isEqualTo(3);
    assertThat(read.combinations().isEmpty()).isTrue();
    assertThat(Bedside.bytes(CODEC, read)).startsWith(golden(1));
  }

  private static PatientAlerts read(int version) throws IOException {
    return CODEC.read(version, new DataInputStream(new ByteArrayInputStream(golden(version))));
  }

  @Test
  void state_ofAnUnknownVersion_isRefusedByName() {
    assertThatThrownBy(() -> CODEC.read(3, new DataInputStream(new ByteArrayInputStream(golden()))))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("'alerts-patient' has version 3");
  }

  @Test
  void copy_sharesNothingThatChanges() throws IOException {
    Bedside bed = GoldenState.bedside();
    PatientAlerts copy = CODEC.copy(bed.state());

    bed.reading(1080, "heart-rate", "80", 1080);
    bed.reading(1080, "spo2", "99", 1080);
    bed.score(1081, 0);

    assertThat(Bedside.bytes(CODEC, copy)).isEqualTo(golden());
    assertThat(bed.state().openAlerts()).isEqualTo(0);
  }
}
