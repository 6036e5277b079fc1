package dev.vigil.app.config;

/** How people are told of alerts. */
public final class ChannelConfig {
  private ChannelConfig() {}

  /** What holds for all channels. */
  public record Channels(
      @Setting(
              optional = true,
              doc =
                  "Address that people reach the board at, for links in messages, such as"
                      + " https://vigil.ward.example; empty for what this server listens on.")
          String link,
      @Setting(
              value = "120",
              min = 1,
              max = 86_400,
              doc =
                  "Seconds for which a channel can't deliver until the others are told so, by a"
                      + " technical alert.")
          int deadAfterSeconds) {}

  /** Where alerts are posted to. */
  public record Webhook(
      @Setting(optional = true, doc = "URL that every alert is posted to; empty posts none.")
          String url,
      @Setting(doc = "Key that signs each message (HMAC-SHA256).") Secret secret,
      @Setting(value = "real", doc = Origins.DOC) Origins origins) {}

  /** How the way to the mail server is kept from others. */
  public enum MailWay {
    /** TLS from the first byte, mostly on port 465. */
    TLS,
    /** Begun in the clear, and refused if the server offers no TLS. */
    STARTTLS,
    /** For a relay on this machine. */
    NONE
  }

  /** How much a message says. */
  public enum Detail {
    /** What the board says too. */
    FULL,
    /** Where, how urgent, and a link. */
    MINIMAL
  }

  /** E-mail. */
  public record Email(
      @Setting(optional = true, doc = "Name of the mail server (SMTP); empty sends no e-mail.")
          String host,
      @Setting(value = "587", min = 1, max = 65_535, doc = "Its port.") int port,
      @Setting(
              value = "starttls",
              doc =
                  "tls (mostly port 465), starttls (refused if the server offers none), or none,"
                      + " for a relay on this machine.")
          MailWay security,
      @Setting(optional = true, doc = "User of the mail server; empty if it asks for none.")
          String user,
      @Setting(doc = "Password of that user.") Secret password,
      @Setting(
              optional = true,
              doc =
                  "File of certificates (PEM), one of which must have signed the mail server's;"
                      + " empty for those that the JDK knows.")
          String authorities,
      @Setting(optional = true, doc = "Address that e-mail comes from.") String from,
      @Setting(
              optional = true,
              doc =
                  "Addresses, with commas between them, for alerts where nobody on the rota has"
                      + " one, and for technical alerts.")
          String to,
      @Setting(
              value = "minimal",
              doc =
                  "full: what is wrong and on which readings; minimal: ward, bed, patient's id,"
                      + " priority, and a link.")
          Detail detail,
      @Setting(value = "real", doc = Origins.DOC) Origins origins,
      @Setting(
              value = "20",
              min = 0,
              max = 3_600,
              doc =
                  "Seconds for which what comes of one patient waits to go out in one message; high"
                      + " priority never waits.")
          int groupSeconds,
      @Setting(
              optional = true,
              doc =
                  "When technical alerts of low priority wait, such as 22:00-06:00 Europe/Zurich;"
                      + " empty for never. Patients' quiet hours stand in the ward's plan.")
          String quietHours) {}

  /** A FHIR server. */
  public record Fhir(
      @Setting(
              optional = true,
              doc =
                  "Base address of a FHIR R4 server that is told of every alert as Flag and"
                      + " Communication; empty tells none.")
          String url,
      @Setting(doc = "Bearer token for it.") Secret token,
      @Setting(
              value = "urn:vigil:patient",
              doc = "Identifier system that patients' ids are known by there.")
          String patientSystem,
      @Setting(value = "real", doc = Origins.DOC) Origins origins) {}
}
