package dev.vigil.alerting.channels;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.channels.Delivery.Outcome;
import jakarta.mail.Address;
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
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/** A connection for each message: alerts are rare, and servers close what idles. */
final class MailServer {
  /** Detail of a delivery that some of those who were meant didn't get. */
  static final String NOT_TO_ALL = "smtp-250-but-not-to-all";

  private static final int FIRST_PERMANENT = 500;

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

  /** Sends it once; a server that is away is for later. */
  Delivery send(MimeMessage message) {
    try (Transport transport = session.getTransport("smtp")) {
      String user = server.user().isEmpty() ? null : server.user();
      transport.connect(
          server.host(), server.port(), user, user == null ? null : server.password());
      message.saveChanges();
      transport.sendMessage(message, message.getAllRecipients());
      return new Delivery(Outcome.DELIVERED, 1, "smtp-250");
    } catch (AuthenticationFailedException e) {
      return new Delivery(Outcome.UNDELIVERED, 1, "login-refused");
    } catch (SendFailedException e) {
      return partly(e);
    } catch (MessagingException e) {
      return failed(e);
    }
  }

  /** Some may have got it: then it isn't sent again. */
  private static Delivery partly(SendFailedException failure) {
    Address[] reached = failure.getValidSentAddresses();
    int code = code(failure);
    if (reached != null && reached.length > 0) {
      return new Delivery(Outcome.DELIVERED, 1, NOT_TO_ALL);
    }
    boolean forGood = code >= FIRST_PERMANENT;
    return new Delivery(
        forGood ? Outcome.REFUSED : Outcome.UNDELIVERED,
        1,
        code == 0 ? "not-sent" : "smtp-" + code);
  }

  /** The first that a server answered; 0 if none is known. */
  private static int code(Throwable failure) {
    for (Throwable e = failure; e != null; e = next(e)) {
      if (e instanceof SMTPSendFailedException sent && sent.getReturnCode() > 0) {
        return sent.getReturnCode();
      }
      if (e instanceof SMTPAddressFailedException address) {
        return address.getReturnCode();
      }
    }
    return 0;
  }

  private static @Nullable Throwable next(Throwable of) {
    return of instanceof MessagingException chained ? chained.getNextException() : of.getCause();
  }

  /** Not the exception's message: it may hold addresses. */
  private static Delivery failed(MessagingException failure) {
    Throwable deepest = failure;
    for (Throwable e = failure; e != null; e = next(e)) {
      deepest = e;
    }
    return new Delivery(Outcome.UNDELIVERED, 1, deepest.getClass().getSimpleName());
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
