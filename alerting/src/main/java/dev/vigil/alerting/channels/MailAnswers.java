package dev.vigil.alerting.channels;

import dev.vigil.alerting.channels.Delivery.Outcome;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.SendFailedException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;

/**
 * What a mail server's answers and failures come to (RFC 5321, 4.2): whether the whole is for later
 * because the server is in trouble, or only some mailboxes are, or the message is not taken.
 */
final class MailAnswers {
  /** Detail of a delivery that some of those who were meant didn't get. */
  static final String NOT_TO_ALL = "smtp-250-but-not-to-all";

  /** Nobody that is known vouches for the server. */
  static final String UNKNOWN_CERTIFICATE = "certificate-not-trusted";

  /** Its certificate has ended. */
  static final String EXPIRED_CERTIFICATE = "certificate-expired";

  /** Its certificate is of another name than it is called by. */
  static final String OTHER_NAME = "certificate-of-another-name";

  /** It doesn't offer what keeps the way from others. */
  static final String NO_STARTTLS = "no-starttls";

  private static final int FIRST_PERMANENT = 500;
  private static final int FIRST_TRANSIENT = 400;

  /** The server closes the connection: nothing of this mailbox. */
  private static final int CLOSING = 421;

  /** Of a mailbox: it is full. RFC 5321, 4.5.3.1.10, has it taken for 452. */
  private static final int FULL = 552;

  private MailAnswers() {}

  /** What whoever set up the channel can do about a failure; empty where its code says it all. */
  static Optional<String> remedy(String detail) {
    return Optional.ofNullable(
        switch (detail) {
          case UNKNOWN_CERTIFICATE ->
              "Nobody that this machine trusts has signed the mail server's certificate: name a"
                  + " file with the certificate (PEM) that did in email.authorities, and start"
                  + " Vigil again.";
          case EXPIRED_CERTIFICATE ->
              "The mail server's certificate has ended: whoever runs that server has to renew it.";
          case OTHER_NAME ->
              "The mail server's certificate is of another name: set email.host to the name that"
                  + " stands in it.";
          case NO_STARTTLS ->
              "The mail server offers no STARTTLS: set email.security to tls with that port of the"
                  + " server (mostly 465), or have it offer STARTTLS.";
          case "login-refused" ->
              "The mail server refuses the login: correct email.user and its password.";
          default -> null;
        });
  }

  /** Of a message that not all, or none, of its readers got. */
  static Delivery of(SendFailedException failure) {
    Set<String> owed = new TreeSet<>();
    Set<String> unanswered = new TreeSet<>();
    mailboxes(failure, owed, unanswered);
    if (count(failure.getValidSentAddresses()) > 0) {
      owed.addAll(unanswered); // the others have it: the whole doesn't come again
      return new Delivery(Outcome.DELIVERED, 1, NOT_TO_ALL, owed);
    }
    int code = code(failure);
    String detail = code <= 0 ? "not-sent" : "smtp-" + code;
    if (!unanswered.isEmpty()) {
      return new Delivery(Outcome.UNDELIVERED, 1, detail);
    }
    if (failure instanceof SMTPSendFailedException whole) {
      return ofAll(whole, detail);
    }
    if (!owed.isEmpty()) {
      return new Delivery(Outcome.POSTPONED, 1, detail, owed);
    }
    boolean forGood = code >= FIRST_PERMANENT;
    return new Delivery(forGood ? Outcome.REFUSED : Outcome.UNDELIVERED, 1, detail);
  }

  /**
   * Of a message that was answered as a whole. What is said to its text concerns it and its
   * readers, and no other message; what is said to its sender concerns them all.
   */
  private static Delivery ofAll(SMTPSendFailedException failure, String detail) {
    int code = failure.getReturnCode();
    Set<String> owed = new TreeSet<>();
    Address[] unsent = failure.getValidUnsentAddresses();
    if (isForLater(code) && unsent != null && !isAboutTheSender(failure)) {
      for (Address address : unsent) {
        owed.add(MailAddresses.bare(address));
      }
    }
    if (!owed.isEmpty()) {
      return new Delivery(Outcome.POSTPONED, 1, detail, owed);
    }
    boolean forGood = code >= FIRST_PERMANENT;
    return new Delivery(forGood ? Outcome.REFUSED : Outcome.UNDELIVERED, 1, detail);
  }

  private static boolean isAboutTheSender(SMTPSendFailedException failure) {
    String command = failure.getCommand();
    return command == null || command.startsWith("MAIL");
  }

  /**
   * Tells mailboxes apart.
   *
   * @param owed gets those that are full or busy
   * @param unanswered gets those whose answer concerns the server, such as that it goes away
   */
  private static void mailboxes(
      SendFailedException failure, Set<String> owed, Set<String> unanswered) {
    for (Throwable e = failure; e != null; e = next(e)) {
      if (e instanceof SMTPAddressFailedException mailbox) {
        int code = mailbox.getReturnCode();
        if (isForLater(code) || code == FULL) {
          owed.add(MailAddresses.bare(mailbox.getAddress()));
        } else if (code < FIRST_PERMANENT) {
          unanswered.add(MailAddresses.bare(mailbox.getAddress()));
        }
      }
    }
  }

  private static boolean isForLater(int code) {
    return code >= FIRST_TRANSIENT && code < FIRST_PERMANENT && code != CLOSING;
  }

  private static int count(Address @Nullable [] addresses) {
    return addresses == null ? 0 : addresses.length;
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

  /**
   * Of a server that can't be reached or trusted. Not the exception's message: it has addresses.
   */
  static Delivery failed(MessagingException failure) {
    Throwable deepest = failure;
    for (Throwable e = failure; e != null; e = next(e)) {
      deepest = e;
    }
    return new Delivery(Outcome.UNDELIVERED, 1, detail(deepest));
  }

  private static String detail(Throwable deepest) {
    String said = String.valueOf(deepest.getMessage());
    if (deepest instanceof CertPathBuilderException
        || deepest instanceof CertPathValidatorException) {
      return UNKNOWN_CERTIFICATE;
    }
    if (deepest instanceof CertificateExpiredException) {
      return EXPIRED_CERTIFICATE;
    }
    if (deepest instanceof CertificateException || said.startsWith("Can't verify identity")) {
      return OTHER_NAME;
    }
    return said.startsWith("STARTTLS is required")
        ? NO_STARTTLS
        : deepest.getClass().getSimpleName();
  }
}
