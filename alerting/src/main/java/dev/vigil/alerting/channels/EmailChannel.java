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
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
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
  public Delivery deliver(List<AlertTransition> together, Set<String> owed) {
    Text text = text(together);
    Set<String> asked = contacts(together);
    if (asked.isEmpty()) {
      return send(text, settings.to(), owed);
    }
    Delivery delivery = send(text, asked, owed);
    return delivery.outcome() == Outcome.POSTPONED || delivery.outcome() == Outcome.REFUSED
        ? insteadOf(delivery, text, asked, owed)
        : delivery;
  }

  /** Of those who are asked nobody can be reached now: the ward is told in their place. */
  private Delivery insteadOf(Delivery delivery, Text text, Set<String> asked, Set<String> owed) {
    Set<String> ward = new TreeSet<>(settings.to());
    ward.removeAll(asked);
    Delivery instead = ward.isEmpty() ? delivery : send(text, ward, owed);
    if (ward.isEmpty() || instead.outcome() == Outcome.REFUSED) {
      return delivery;
    }
    int attempts = delivery.attempts() + instead.attempts();
    return new Delivery(instead.outcome(), attempts, detail(instead, true), instead.owed())
        .owing(delivery.owed());
  }

  @Override
  public Delivery deliver(TechnicalAlert alert, Origin world, Set<String> owed) {
    return send(text(alert, world), settings.to(), owed);
  }

  @Override
  public Delivery deliverTo(String reader, List<AlertTransition> together) {
    return send(text(together), MailAddresses.readable(Set.of(reader)));
  }

  @Override
  public Delivery deliverTo(String reader, TechnicalAlert alert, Origin world) {
    return send(text(alert, world), MailAddresses.readable(Set.of(reader)));
  }

  /** What a message says, and by what it is known. */
  private record Text(String keys, String subject, String body, Priority priority, long at) {}

  private Text text(List<AlertTransition> together) {
    AlertTransition leading =
        together.stream().max(Comparator.comparing(AlertTransition::priority)).orElseThrow();
    return new Text(
        together.stream().map(AlertText::key).collect(Collectors.joining(" ")),
        subject(leading, together.size()),
        body(together),
        leading.priority(),
        together.get(together.size() - 1).decided());
  }

  private Text text(TechnicalAlert alert, Origin world) {
    return new Text(
        AlertText.key(alert),
        AlertText.headline(alert, world),
        AlertText.explained(alert) + "\n" + settings.link() + "\n",
        alert.priority(),
        alert.at());
  }

  /** The addresses of those who are asked. */
  private static Set<String> contacts(List<AlertTransition> together) {
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
    return contacts;
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

  /** Where none of the addresses is one, to the ward; not to those who are owed earlier ones. */
  private Delivery send(Text text, Collection<String> to, Set<String> owed) {
    List<InternetAddress> readable = MailAddresses.readable(to);
    List<InternetAddress> readers =
        readable.isEmpty() ? MailAddresses.readable(settings.to()) : readable;
    Set<String> behind = MailAddresses.among(readers, owed);
    List<InternetAddress> now = MailAddresses.without(readers, owed);
    if (now.isEmpty() && !behind.isEmpty()) {
      return new Delivery(Outcome.POSTPONED, 1, "behind-earlier-ones", behind);
    }
    Delivery sent = send(text, now);
    boolean notToAll = readable.size() < to.size() || !behind.isEmpty();
    return new Delivery(sent.outcome(), sent.attempts(), detail(sent, notToAll), sent.owed())
        .owing(behind);
  }

  private static String detail(Delivery delivery, boolean notToAll) {
    return notToAll && delivery.outcome() == Outcome.DELIVERED
        ? MailAnswers.NOT_TO_ALL
        : delivery.detail();
  }

  private Delivery send(Text text, List<InternetAddress> readers) {
    MimeMessage message = server.message("<" + id(text.keys()) + "@" + domain + ">");
    try {
      message.setFrom(new InternetAddress(settings.from(), true));
      message.setRecipients(RecipientType.TO, readers.toArray(InternetAddress[]::new));
      message.setSubject(text.subject(), UTF_8.name());
      message.setText(text.body(), UTF_8.name());
      message.setSentDate(Date.from(Instant.ofEpochSecond(text.at())));
      message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: nobody's absence answers
      message.setHeader("X-Vigil-Key", text.keys());
      message.setHeader("Importance", text.priority() == Priority.HIGH ? "high" : "normal");
    } catch (MessagingException e) {
      return new Delivery(Outcome.REFUSED, 1, "no-address");
    }
    return server.send(message);
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
