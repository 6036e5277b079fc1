package dev.vigil.alerting.channels;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.channels.Delivery.Outcome;
import dev.vigil.schemas.AlertTransition;
import dev.vigil.schemas.AlertTransition.Cause;
import dev.vigil.schemas.AlertTransition.Escalation;
import dev.vigil.schemas.AlertTransition.Recipient;
import dev.vigil.schemas.PatientContext.Origin;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.TechnicalAlert;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * E-mail to whom an alert asks by the ward's ladder and rota, at the moment at which it asks: so a
 * low priority waits for the end of the ward's quiet hours. It also says that an alert which called
 * somebody was amended or withdrawn. The {@code Message-ID} follows from alert and sequence: when
 * the same comes again, after a kill at the wrong moment, mailboxes know it.
 */
public final class EmailChannel implements GroupingChannel {
  private final String name;
  private final Set<Origin> origins;
  private final EmailSettings settings;
  private final MailServer server;
  private final String domain;

  /**
   * A channel.
   *
   * @param name unique among the channels
   */
  public EmailChannel(String name, Set<Origin> origins, EmailSettings settings) {
    this.name = requireNonNull(name, "name is null");
    this.origins = Set.copyOf(requireNonNull(origins, "origins is null"));
    this.settings = requireNonNull(settings, "settings is null");
    this.server = new MailServer(settings.server());
    this.domain = settings.from().substring(settings.from().indexOf('@') + 1).replace(">", "");
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Set<Origin> origins() {
    return origins;
  }

  @Override
  public Duration grouping() {
    return settings.grouping();
  }

  @Override
  public boolean wants(AlertTransition transition) {
    return AlertText.calls(transition)
        || (transition.cause() == Cause.WITHDRAWN && transition.priority() != Priority.LOW)
        || (transition.cause() == Cause.AMENDED && AlertText.isAsking(transition));
  }

  @Override
  public boolean defers(TechnicalAlert alert, long now) {
    EmailSettings.Quiet quiet = settings.quiet();
    return quiet != null
        && alert.priority() == Priority.LOW
        && quiet.hours().over(quiet.zone(), now) > now;
  }

  @Override
  public Delivery deliver(List<AlertTransition> together) {
    AlertTransition leading =
        together.stream().max(Comparator.comparing(AlertTransition::priority)).orElseThrow();
    String keys = together.stream().map(AlertText::key).collect(Collectors.joining(" "));
    return send(
        keys,
        recipients(together),
        subject(leading, together.size()),
        body(together),
        leading.priority(),
        together.get(together.size() - 1).decided());
  }

  @Override
  public Delivery deliver(TechnicalAlert alert, Origin world) {
    return send(
        AlertText.key(alert),
        new TreeSet<>(settings.to()),
        AlertText.headline(alert, world),
        AlertText.explained(alert) + "\n" + settings.link() + "\n",
        alert.priority(),
        alert.at());
  }

  /** Who is asked and has an address; where nobody has one, whom the settings name. */
  private Set<String> recipients(List<AlertTransition> together) {
    Set<String> contacts = new TreeSet<>();
    for (AlertTransition transition : together) {
      Escalation escalation = transition.escalation();
      if (escalation != null) {
        for (Recipient to : escalation.to()) {
          if (to.contact() != null) {
            contacts.add(to.contact());
          }
        }
      }
    }
    return contacts.isEmpty() ? new TreeSet<>(settings.to()) : contacts;
  }

  private String subject(AlertTransition leading, int count) {
    String what = count == 1 ? "alert" : count + " alerts";
    String subject =
        AlertText.mark(leading.origin())
            + AlertText.urgency(leading)
            + " "
            + what
            + ", "
            + AlertText.place(leading);
    return settings.isFull() ? subject + ": " + AlertText.plain(leading.because()) : subject;
  }

  private String body(List<AlertTransition> together) {
    StringBuilder body = new StringBuilder();
    for (AlertTransition transition : together) {
      body.append(AlertText.mark(transition.origin()))
          .append(AlertText.urgency(transition))
          .append(' ')
          .append(AlertText.word(transition.cause()))
          .append(", ")
          .append(AlertText.place(transition))
          .append(", patient ")
          .append(AlertText.plain(transition.patient()))
          .append(", ")
          .append(Instant.ofEpochSecond(transition.decided()))
          .append('\n');
      if (settings.isFull()) {
        body.append(AlertText.explained(transition)).append('\n');
      }
    }
    return body.append(settings.link()).append('\n').toString();
  }

  private Delivery send(
      String keys, Set<String> to, String subject, String body, Priority priority, long at) {
    MimeMessage message = server.message("<" + id(keys) + "@" + domain + ">");
    List<InternetAddress> readable = readable(to);
    List<InternetAddress> recipients = readable.isEmpty() ? readable(settings.to()) : readable;
    try {
      message.setFrom(new InternetAddress(settings.from(), true));
      message.setRecipients(RecipientType.TO, recipients.toArray(InternetAddress[]::new));
      message.setSubject(subject, UTF_8.name());
      message.setText(body, UTF_8.name());
      message.setSentDate(Date.from(Instant.ofEpochSecond(at)));
      message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: nobody's absence answers
      message.setHeader("X-Vigil-Key", keys);
      message.setHeader("Importance", priority == Priority.HIGH ? "high" : "normal");
    } catch (MessagingException e) {
      return new Delivery(Outcome.REFUSED, 1, "no-address");
    }
    Delivery delivery = server.send(message);
    return delivery.outcome() == Outcome.DELIVERED && readable.size() < to.size()
        ? new Delivery(Outcome.DELIVERED, delivery.attempts(), MailServer.NOT_TO_ALL)
        : delivery;
  }

  /** One address of a rota that isn't one must not keep the alert from all others. */
  private static List<InternetAddress> readable(Collection<String> addresses) {
    List<InternetAddress> readable = new ArrayList<>();
    for (String address : addresses) {
      try {
        readable.add(new InternetAddress(address, true));
      } catch (AddressException e) {
        // The delivery says that it went not to all.
      }
    }
    return readable;
  }

  private static String id(String keys) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(keys.getBytes(UTF_8));
      return "vigil-" + HexFormat.of().formatHex(hash, 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing, every JDK has it", e);
    }
  }
}
