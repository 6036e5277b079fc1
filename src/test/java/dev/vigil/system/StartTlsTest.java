package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.alerting.channels.Delivery;
import dev.vigil.alerting.channels.Delivery.Outcome;
import dev.vigil.alerting.channels.EmailSettings.Security;
import dev.vigil.alerting.channels.Remedies;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** E-mail by STARTTLS, to a server that takes none without it. */
class StartTlsTest {
  private static final AlertTransition ALERT =
      ChannelTransitions.asking(Origin.REAL, "00ff", 1, Priority.HIGH, "n1@hospital.example");

  @TempDir private Path folder;

  @Test
  void mail_goesByStartTls_toAServerWhoseCertificateIsTrusted() throws Exception {
    Path authorities = MailCertificate.in(folder);
    try (MailRoom room = new MailRoom(folder)) {
      Delivery delivery = room.channel("127.0.0.1", Security.STARTTLS, authorities).deliver(ALERT);
      Delivery inTheClear = room.channel().deliver(ALERT);

      assertThat(delivery).isEqualTo(new Delivery(Outcome.DELIVERED, 1, "smtp-250"));
      assertThat(inTheClear.outcome()).isNotEqualTo(Outcome.DELIVERED);
      assertThat(room.taken).hasSize(1);
      assertThat(room.taken.get(0).text()).contains("Subject: HIGH alert, ward A bed 3");
    }
  }

  @Test
  void serverThatNobodyVouchesFor_orOfAnotherName_getsNothing_andTheRemedyIsNamed()
      throws Exception {
    Path authorities = MailCertificate.in(folder);
    try (MailRoom room = new MailRoom(folder)) {
      Delivery unknown = room.channel("127.0.0.1", Security.STARTTLS, null).deliver(ALERT);
      Delivery other = room.channel("localhost", Security.STARTTLS, authorities).deliver(ALERT);

      assertThat(unknown)
          .isEqualTo(new Delivery(Outcome.UNDELIVERED, 1, "certificate-not-trusted"));
      assertThat(Remedies.of(unknown.detail())).get().asString().contains("email.authorities");
      assertThat(other)
          .isEqualTo(new Delivery(Outcome.UNDELIVERED, 1, "certificate-of-another-name"));
      assertThat(Remedies.of(other.detail())).get().asString().contains("email.host");
      assertThat(room.taken).isEmpty();
    }
  }
}
