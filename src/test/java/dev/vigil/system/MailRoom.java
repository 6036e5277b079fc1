package dev.vigil.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.vigil.alerting.channels.EmailChannel;
import dev.vigil.alerting.channels.EmailSettings;
import dev.vigil.alerting.channels.EmailSettings.Security;
import dev.vigil.schemas.PatientContext.Origin;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/**
 * A mail server (SubEthaSMTP) that knows STARTTLS, which GreenMail doesn't, and whose mailboxes
 * answer as a test has them: full, busy, gone.
 */
final class MailRoom implements AutoCloseable {
  /** Whom mail is for where nobody on the rota has an address. */
  static final String WARD = "ward-a@hospital.example";

  /** What a mailbox is answered with instead of being written to. */
  final Map<String, Integer> answers = new ConcurrentHashMap<>();

  /** What every sender is answered with; 0 for that all are welcome. */
  volatile int senderAnswer;

  /** What every text is answered with; 0 for that all are taken. */
  volatile int textAnswer;

  /** What was taken. */
  final List<Mail> taken = new CopyOnWriteArrayList<>();

  private final SMTPServer server;

  /** One that was taken. */
  record Mail(List<String> to, String text) {}

  /** One that takes mail in the clear. */
  MailRoom() {
    server = builder().build();
    server.start();
  }

  /**
   * One that takes none but over STARTTLS.
   *
   * @param folder where a {@link MailCertificate} was made
   */
  MailRoom(Path folder) throws Exception {
    server = builder().requireTLS().startTlsSocketFactory(identity(folder)).build();
    server.start();
  }

  private SMTPServer.Builder builder() {
    return SMTPServer.port(0)
        .bindAddress(InetAddress.getLoopbackAddress())
        .hostName("mail.example")
        .messageHandlerFactory(context -> new Incoming());
  }

  private static SSLContext identity(Path folder) throws Exception {
    char[] password = MailCertificate.PASSWORD.toCharArray();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(folder.resolve(MailCertificate.STORE))) {
      store.load(in, password);
    }
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, password);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return context;
  }

  /** A channel to it, in the clear. */
  EmailChannel channel() {
    return channel("127.0.0.1", Security.NONE, null);
  }

  /** A channel to it. */
  EmailChannel channel(String host, Security security, @Nullable Path authorities) {
    EmailSettings.Server settings =
        new EmailSettings.Server(
            host, server.getPortAllocated(), security, "", "", authorities, Duration.ofSeconds(10));
    return new EmailChannel(
        "email",
        Set.of(Origin.REAL),
        new EmailSettings(
            settings,
            "vigil@hospital.example",
            List.of(WARD),
            false,
            URI.create("https://board.example"),
            Duration.ZERO,
            null));
  }

  @Override
  public void close() {
    server.stop();
  }

  private final class Incoming implements MessageHandler {
    private final List<String> to = new ArrayList<>();

    @Override
    public void from(String from) throws RejectException {
      answer(senderAnswer);
    }

    @Override
    public void recipient(String recipient) throws RejectException {
      answer(answers.getOrDefault(recipient, 0));
      to.add(recipient);
    }

    @Override
    public @Nullable String data(InputStream in) throws RejectException, IOException {
      String text = new String(in.readAllBytes(), UTF_8);
      answer(textAnswer);
      taken.add(new Mail(List.copyOf(to), text));
      return null;
    }

    @Override
    public void done() {}

    private static void answer(int code) throws RejectException {
      if (code > 0) {
        throw new RejectException(code, "as the test has it");
      }
    }
  }
}
