package dev.vigil.alerting.channels;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.vigil.alerting.channels.Delivery.Outcome;
import dev.vigil.alerting.channels.EmailSettings.Security;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class MailServerTest {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** It was told the same every minute. */
  @Test
  @Timeout(60)
  void serverThatBreaksOffOnceItTookTheMessage_hasIt() throws Exception {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // given
      Thread server = new Thread(() -> take(socket), "mail");
      server.setDaemon(true);
      server.start();
      EmailSettings.Server settings =
          new EmailSettings.Server(
              "127.0.0.1", socket.getLocalPort(), Security.NONE, "", "", null, PATIENCE);
      MailServer mail = new MailServer(settings);
      MimeMessage message = mail.message("<1@vigil.example>");
      message.setFrom(new InternetAddress("vigil@vigil.example"));
      message.setRecipient(RecipientType.TO, new InternetAddress("ann@ward.example"));
      message.setText("HIGH", "UTF-8");

      // when
      Delivery delivery = mail.send(message);

      // then
      assertThat(delivery).isEqualTo(new Delivery(Outcome.DELIVERED, 1, "smtp-250"));
    }
  }

  /** Takes one message, and resets the connection instead of saying good-bye. */
  private static void take(ServerSocket socket) {
    try (Socket client = socket.accept();
        BufferedReader in =
            new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII))) {
      client.setSoLinger(true, 0);
      say(client, "220 mail.example");
      boolean inText = false;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (inText && !line.equals(".")) {
          continue;
        }
        if (line.equals("QUIT")) {
          return;
        }
        inText = line.equals("DATA");
        say(client, inText ? "354 go on" : "250 ok");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void say(Socket client, String line) throws IOException {
    OutputStream out = client.getOutputStream();
    out.write((line + "\r\n").getBytes(US_ASCII));
    out.flush();
  }
}
