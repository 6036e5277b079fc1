package dev.vigil.alerting.channels;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.channels.Delivery.Outcome;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

/** A connection for each message: alerts are rare, and servers close what idles. */
final class MailServer {
  private final EmailSettings.Server server;
  private final Session session;

  /**
   * A server that isn't asked yet.
   *
   * @throws IllegalArgumentException if the file of certificates can't be used
   */
  MailServer(EmailSettings.Server server) {
    this.server = requireNonNull(server, "server is null");
    this.session = Session.getInstance(properties(server));
  }

  private static Properties properties(EmailSettings.Server server) {
    Properties properties = new Properties();
    String millis = Long.toString(server.timeout().toMillis());
    properties.put("mail.smtp.connectiontimeout", millis);
    properties.put("mail.smtp.timeout", millis);
    properties.put("mail.smtp.writetimeout", millis);
    properties.put("mail.smtp.auth", Boolean.toString(!server.user().isEmpty()));
    properties.put("mail.smtp.sendpartial", "true");
    properties.put("mail.smtp.ssl.checkserveridentity", "true");
    switch (server.security()) {
      case TLS -> properties.put("mail.smtp.ssl.enable", "true");
      case STARTTLS -> {
        properties.put("mail.smtp.starttls.enable", "true");
        properties.put("mail.smtp.starttls.required", "true");
      }
      case NONE -> properties.put("mail.smtp.starttls.enable", "false");
    }
    if (server.authorities() != null) {
      properties.put("mail.smtp.ssl.socketFactory", trusting(server.authorities()));
    }
    return properties;
  }

  private static SSLSocketFactory trusting(Path authorities) {
    try (InputStream in = Files.newInputStream(authorities)) {
      Collection<? extends Certificate> trusted =
          CertificateFactory.getInstance("X.509").generateCertificates(in);
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int index = 0;
      for (Certificate certificate : trusted) {
        store.setCertificateEntry(Integer.toString(index++), certificate);
      }
      TrustManagerFactory managers =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      managers.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, managers.getTrustManagers(), null);
      return context.getSocketFactory();
    } catch (IOException | GeneralSecurityException e) {
      throw new IllegalArgumentException(
          authorities + " can't be read as certificates (PEM) that the mail server's is signed by",
          e);
    }
  }

  /** A message to be filled, with an id that the server keeps. */
  MimeMessage message(String id) {
    return new Identified(session, id);
  }

  /**
   * Sends it once. A server that is away is for later; so is, for its reader alone, a mailbox that
   * is full or busy.
   */
  Delivery send(MimeMessage message) {
    try {
      carry(message, session.getTransport("smtp"));
      return new Delivery(Outcome.DELIVERED, 1, "smtp-250");
    } catch (AuthenticationFailedException e) {
      return new Delivery(Outcome.UNDELIVERED, 1, "login-refused");
    } catch (SendFailedException e) {
      return MailAnswers.of(e);
    } catch (MessagingException e) {
      return MailAnswers.failed(e);
    }
  }

  private void carry(MimeMessage message, Transport transport) throws MessagingException {
    try {
      String user = server.user().isEmpty() ? null : server.user();
      transport.connect(
          server.host(), server.port(), user, user == null ? null : server.password());
      message.saveChanges();
      transport.sendMessage(message, message.getAllRecipients());
    } finally {
      leave(transport);
    }
  }

  /** Who has taken a message has it, however they part: else it would be told for ever. */
  private static void leave(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException e) {
      // The connection is closed all the same.
    }
  }

  /** A message whose id is given, and not made up when it is saved. */
  private static final class Identified extends MimeMessage {
    private final String id;

    Identified(Session session, String id) {
      super(session);
      this.id = requireNonNull(id, "id is null");
    }

    @Override
    protected void updateMessageID() throws MessagingException {
      setHeader("Message-ID", id);
    }
  }
}
