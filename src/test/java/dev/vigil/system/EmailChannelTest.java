package dev.vigil.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.vigil.alerting.channels.Delivery;
import dev.vigil.alerting.channels.Delivery.Outcome;
import dev.vigil.alerting.channels.EmailChannel;
import dev.vigil.alerting.channels.EmailSettings;
import dev.vigil.alerting.channels.EmailSettings.Quiet;
import dev.vigil.alerting.channels.EmailSettings.Security;
import dev.vigil.alerting.channels.Remedies;
import dev.vigil.alerting.wards.QuietHours;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.AlertTransition.Escalation;
import dev.vigil.schemas.AlertTransition.State;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.TechnicalAlert;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** E-mail to a real mail server (GreenMail), in the clear and over TLS. */
class EmailChannelTest {
  private static final String WARD = "ward-a@hospital.example";
  private static final String NURSE = "n1@hospital.example";
  private static final String PASSWORD = "the ward's mail password";

  @TempDir private Path folder;
  private @Nullable GreenMail server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.stop();
    }
  }

  @Test
  void alert_reachesWhomItAsks_withNoMoreThanTheWardWants() throws Exception {
    // given
    GreenMail mail = start(ServerSetup.PROTOCOL_SMTP);
    mail.setUser("vigil", "vigil", PASSWORD);
    EmailChannel channel = channel(mail, Security.NONE, "vigil", PASSWORD, null, false);

    // when
    Delivery asked =
        channel.deliver(ChannelTransitions.asking(Origin.REAL, "00ff", 1, Priority.HIGH, NURSE));
    Delivery gap =
        channel.deliver(ChannelTransitions.asking(Origin.DEMO, "00fe", 1, Priority.LOW, null));

    // then
    assertThat(List.of(asked, gap)).containsOnly(new Delivery(Outcome.DELIVERED, 1, "smtp-250"));
    MimeMessage first = mail.getReceivedMessages()[0];
    assertThat(to(first)).isEqualTo(NURSE);
    assertThat(first.getSubject()).isEqualTo("HIGH alert, ward A bed 3");
    assertThat(text(first))
        .contains("HIGH raised, ward A bed 3, patient p-1, 2026-03-01T12:00:01Z")
        .contains("https://board.example")
        .doesNotContain("Heart", "141");
    MimeMessage second = mail.getReceivedMessages()[1];
    assertThat(to(second)).as("where nobody on the rota has an address").isEqualTo(WARD);
    assertThat(second.getSubject()).startsWith("DEMO (not a patient) LOW alert");
    assertThat(text(second)).startsWith("DEMO (not a patient) LOW raised");
  }

  @Test
  void addressThatIsNone_keepsTheAlertFromNobodyElse_orItGoesToTheWard() throws Exception {
    // given
    String wrong = "n2.@hospital.example";
    GreenMail mail = start(ServerSetup.PROTOCOL_SMTP);
    EmailChannel channel = channel(mail, Security.NONE, "", "", null, false);
    AlertTransition one = ChannelTransitions.asking(Origin.REAL, "00ff", 1, Priority.LOW, wrong);
    AlertTransition two = ChannelTransitions.asking(Origin.REAL, "00ff", 2, Priority.HIGH, NURSE);

    // when
    Delivery both = channel.deliver(List.of(one, two), Set.of());
    Delivery alone = channel.deliver(one);

    // then
    assertThat(List.of(both, alone))
        .containsOnly(new Delivery(Outcome.DELIVERED, 1, "smtp-250-but-not-to-all"));
    assertThat(to(mail.getReceivedMessages()[0])).isEqualTo(NURSE);
    assertThat(to(mail.getReceivedMessages()[1])).isEqualTo(WARD);
  }

  @Test
  void sameAlertAndSequence_haveTheSameMessageId_andOthersAnother() throws Exception {
    // given
    GreenMail mail = start(ServerSetup.PROTOCOL_SMTP);
    EmailChannel channel = channel(mail, Security.NONE, "", "", null, true);
    AlertTransition one = ChannelTransitions.asking(Origin.REAL, "00ff", 1, Priority.MEDIUM, NURSE);
    AlertTransition two = ChannelTransitions.asking(Origin.REAL, "00ff", 2, Priority.HIGH, WARD);

    // when
    channel.deliver(one);
    channel.deliver(one);
    channel.deliver(two);
    channel.deliver(List.of(one, two), Set.of());

    // then
    MimeMessage first = byKey(mail, "00ff/1").get(0);
    MimeMessage both = byKey(mail, "00ff/1 00ff/2").get(0);
    assertThat(byKey(mail, "00ff/1"))
        .hasSize(2)
        .allMatch(message -> header(message, "Message-ID").equals(header(first, "Message-ID")));
    assertThat(header(first, "Message-ID")).endsWith("@hospital.example>");
    assertThat(
            List.of(
                header(first, "Message-ID"),
                header(byKey(mail, "00ff/2").get(0), "Message-ID"),
                header(both, "Message-ID")))
        .doesNotHaveDuplicates();
    assertThat(first.getSubject()).endsWith(": Heart rate is above 130 /min");
    assertThat(text(first))
        .contains("heart-rate 141 /min", "Clears when it is below 125", "Asked: nurse n-1.");
    assertThat(both.getSubject()).startsWith("HIGH 2 alerts, ward A bed 3");
    assertThat(both.getRecipients(RecipientType.TO)).hasSize(2);
  }

  @Test
  void overTls_serverThatNobodyVouchesForIsRefused_andOneThatIsSignedIsTaken() throws Exception {
    // given
    Path certificate = MailCertificate.in(folder);
    GreenMail mail = start(ServerSetup.PROTOCOL_SMTPS);
    mail.setUser("vigil", "vigil", PASSWORD);
    AlertTransition alert = ChannelTransitions.asking(Origin.REAL, "00ff", 1, Priority.HIGH, NURSE);

    // when
    Delivery unknown = channel(mail, Security.TLS, "vigil", PASSWORD, null, false).deliver(alert);
    Delivery wrong =
        channel(mail, Security.TLS, "vigil", "guessed", certificate, false).deliver(alert);
    Delivery right =
        channel(mail, Security.TLS, "vigil", PASSWORD, certificate, false).deliver(alert);

    // then
    assertThat(unknown).isEqualTo(new Delivery(Outcome.UNDELIVERED, 1, "certificate-not-trusted"));
    assertThat(wrong).isEqualTo(new Delivery(Outcome.UNDELIVERED, 1, "login-refused"));
    assertThat(right.outcome()).as("%s", right).isEqualTo(Outcome.DELIVERED);
    assertThat(mail.getReceivedMessages()).hasSize(1);
  }

  @Test
  void serverWithoutTls_getsNothingWhereItIsAskedFor_andOneThatIsAwayIsForLater() {
    // given
    GreenMail mail = start(ServerSetup.PROTOCOL_SMTP);
    AlertTransition alert = ChannelTransitions.asking(Origin.REAL, "00ff", 1, Priority.HIGH, NURSE);
    EmailChannel channel = channel(mail, Security.STARTTLS, "", "", null, false);

    // when
    Delivery inTheClear = channel.deliver(alert);
    int received = mail.getReceivedMessages().length;
    mail.stop();
    Delivery away = channel.deliver(alert);

    // then
    assertThat(inTheClear).isEqualTo(new Delivery(Outcome.UNDELIVERED, 1, "no-starttls"));
    assertThat(Remedies.of(inTheClear.detail())).get().asString().contains("email.security");
    assertThat(received).isZero();
    assertThat(away.outcome()).isEqualTo(Outcome.UNDELIVERED);
    assertThat(away.detail()).endsWith("ConnectException");
  }

  @Test
  void mail_isForWhatCallsSomebody_andNotInQuietHours() {
    // given
    GreenMail mail = start(ServerSetup.PROTOCOL_SMTP);
    EmailChannel channel = channel(mail, Security.NONE, "", "", null, false);
    AlertTransition asking = ChannelTransitions.asking(Origin.REAL, "00ff", 1, Priority.LOW, NURSE);
    AlertTransition quietHours =
        asking.with(null, new Escalation(-1, ChannelTransitions.AT + 3600, false, List.of()));
    TechnicalAlert drift =
        TechnicalAlert.raised(null, "model/m:1", "drift", Priority.LOW, 0, "It drifts", "Look.");
    TechnicalAlert stalled =
        TechnicalAlert.raised(null, "job/a", "stalled", Priority.HIGH, 0, "It stalls", "Look.");
    long night = TimeUnit.HOURS.toSeconds(23);
    long day = TimeUnit.HOURS.toSeconds(12);

    // then
    assertThat(channel.wants(asking)).isTrue();
    assertThat(channel.wants(quietHours)).isFalse();
    assertThat(channel.wants(of(State.ACKNOWLEDGED, Cause.ACKNOWLEDGED))).isFalse();
    assertThat(channel.wants(of(State.RESOLVED, Cause.CLEARED))).isFalse();
    assertThat(channel.wants(of(State.WITHDRAWN, Cause.WITHDRAWN))).isTrue();
    assertThat(channel.defers(drift, night)).isTrue();
    assertThat(channel.defers(drift, day)).isFalse();
    assertThat(channel.defers(stalled, night)).isFalse();
  }

  @Test
  void technicalAlert_goesToTheWard_andSaysIfItsWorldIsRecorded() throws Exception {
    // given
    GreenMail mail = start(ServerSetup.PROTOCOL_SMTP);
    EmailChannel channel = channel(mail, Security.NONE, "", "", null, false);
    TechnicalAlert stalled =
        TechnicalAlert.raised(
            null, "job/alerts", "stalled", Priority.HIGH, 0, "It stands still", "Look at them.");

    // when
    channel.deliver(stalled, Origin.REPLAY);
    channel.deliver(stalled.cleared(60, "It works again"), Origin.REAL);

    // then
    MimeMessage raised = mail.getReceivedMessages()[0];
    assertThat(to(raised)).isEqualTo(WARD);
    assertThat(raised.getSubject())
        .isEqualTo("REPLAY (a recorded world) Vigil technical alert (high) job/alerts stalled");
    assertThat(text(raised)).contains("It stands still.", "Look at them.");
    assertThat(mail.getReceivedMessages()[1].getSubject())
        .isEqualTo("Vigil technical alert over (high) job/alerts stalled");
  }

  private static AlertTransition of(State state, Cause cause) {
    return ChannelTransitions.of(Origin.REAL, "00ff", 1, Priority.HIGH, state, cause);
  }

  private GreenMail start(String protocol) {
    GreenMail started = new GreenMail(new ServerSetup(0, "127.0.0.1", protocol));
    started.start();
    server = started;
    return started;
  }

  private static EmailChannel channel(
      GreenMail mail,
      Security security,
      String user,
      String password,
      @Nullable Path authorities,
      boolean isFull) {
    int port = security == Security.TLS ? mail.getSmtps().getPort() : mail.getSmtp().getPort();
    return new EmailChannel(
        "email",
        Set.of(Origin.REAL),
        new EmailSettings(
            new EmailSettings.Server(
                "127.0.0.1", port, security, user, password, authorities, Duration.ofSeconds(10)),
            "vigil@hospital.example",
            List.of(WARD),
            isFull,
            URI.create("https://board.example"),
            Duration.ZERO,
            new Quiet(new QuietHours(LocalTime.of(22, 0), LocalTime.of(6, 0)), ZoneOffset.UTC)));
  }

  private static String to(MimeMessage message) throws Exception {
    return message.getRecipients(RecipientType.TO)[0].toString();
  }

  private static String text(MimeMessage message) throws Exception {
    return message.getContent().toString().replace("\r\n", "\n");
  }

  private static List<MimeMessage> byKey(GreenMail mail, String key) {
    return Arrays.stream(mail.getReceivedMessages())
        .filter(message -> header(message, "X-Vigil-Key").equals(key))
        .toList();
  }

  private static String header(MimeMessage message, String name) {
    try {
      return message.getHeader(name)[0];
    } catch (MessagingException e) {
      throw new AssertionError(e);
    }
  }
}
