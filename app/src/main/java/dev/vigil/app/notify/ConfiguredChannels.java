package dev.vigil.app.notify;

import dev.vigil.alerting.channels.Channel;
import dev.vigil.alerting.channels.EmailChannel;
import dev.vigil.alerting.channels.EmailSettings;
import dev.vigil.alerting.channels.EmailSettings.Quiet;
import dev.vigil.alerting.channels.EmailSettings.Security;
import dev.vigil.alerting.channels.EmailSettings.Server;
import dev.vigil.alerting.channels.FhirChannel;
import dev.vigil.alerting.channels.FhirSettings;
import dev.vigil.alerting.channels.LogChannel;
import dev.vigil.alerting.channels.WebhookChannel;
import dev.vigil.alerting.channels.WebhookSettings;
import dev.vigil.alerting.wards.QuietHours;
import dev.vigil.app.config.ChannelConfig;
import dev.vigil.app.config.Secret;
import dev.vigil.app.config.VigilConfig;
import dev.vigil.app.failure.VigilException;
import dev.vigil.schemas.PatientContext.Origin;
import java.net.URI;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The channels that a configuration names. */
public final class ConfiguredChannels {
  /** The one that is always there. */
  static final String LOG = "log";

  private static final Pattern QUIET =
      Pattern.compile("(\\d\\d:\\d\\d)-(\\d\\d:\\d\\d) +([A-Za-z0-9_+/:-]+)");
  private static final Duration MAIL_TIMEOUT = Duration.ofSeconds(10);

  private ConfiguredChannels() {}

  /** The log, and those that lead out. */
  static List<Channel> all(VigilConfig config, URI server) {
    List<Channel> channels = new ArrayList<>();
    channels.add(new LogChannel(LOG, EnumSet.complementOf(EnumSet.of(Origin.REPLAY))));
    channels.addAll(leadingOut(config, server));
    return channels;
  }

  /**
   * Those that reach somebody outside.
   *
   * @param server where the board is, if the configuration doesn't say how people reach it
   * @throws VigilException naming the key that is wrong
   */
  public static List<Channel> leadingOut(VigilConfig config, URI server) {
    List<Channel> channels = new ArrayList<>();
    if (!config.webhook().url().isEmpty()) {
      channels.add(named("webhook.url", () -> webhook(config.webhook())));
    }
    if (!config.email().host().isEmpty()) {
      URI link = config.channels().link().isEmpty() ? server : URI.create(config.channels().link());
      channels.add(named("email", () -> email(config.email(), link)));
    }
    if (!config.fhir().url().isEmpty()) {
      channels.add(named("fhir.url", () -> fhir(config.fhir())));
    }
    return channels;
  }

  private static Channel named(String key, Supplier<Channel> made) {
    try {
      return made.get();
    } catch (IllegalArgumentException e) {
      throw VigilException.usage(key + ": " + e.getMessage() + ".");
    }
  }

  private static Channel webhook(ChannelConfig.Webhook webhook) {
    return new WebhookChannel(
        "webhook",
        webhook.origins().all(),
        WebhookSettings.of(URI.create(webhook.url()), orNull(webhook.secret())));
  }

  private static Channel fhir(ChannelConfig.Fhir fhir) {
    return new FhirChannel(
        "fhir",
        fhir.origins().all(),
        FhirSettings.of(fhir.url(), orNull(fhir.token()), fhir.patientSystem()));
  }

  private static Channel email(ChannelConfig.Email email, URI link) {
    Security security =
        switch (email.security()) {
          case TLS -> Security.TLS;
          case STARTTLS -> Security.STARTTLS;
          case NONE -> Security.NONE;
        };
    Path authorities = email.authorities().isEmpty() ? null : Path.of(email.authorities());
    Server server =
        new Server(
            email.host(),
            email.port(),
            security,
            email.user(),
            email.password().value(),
            authorities,
            MAIL_TIMEOUT);
    EmailSettings settings =
        new EmailSettings(
            server,
            email.from(),
            Arrays.stream(email.to().split(","))
                .map(String::strip)
                .filter(to -> !to.isEmpty())
                .toList(),
            email.detail() == ChannelConfig.Detail.FULL,
            link,
            Duration.ofSeconds(email.groupSeconds()),
            quiet(email.quietHours()));
    return new EmailChannel("email", email.origins().all(), settings);
  }

  private static @Nullable Quiet quiet(String text) {
    if (text.isEmpty()) {
      return null;
    }
    Matcher matcher = QUIET.matcher(text);
    try {
      if (matcher.matches()) {
        QuietHours hours =
            new QuietHours(LocalTime.parse(matcher.group(1)), LocalTime.parse(matcher.group(2)));
        return new Quiet(hours, ZoneId.of(matcher.group(3)));
      }
    } catch (DateTimeException e) {
      throw wrongQuiet(text);
    }
    throw wrongQuiet(text);
  }

  private static IllegalArgumentException wrongQuiet(String text) {
    return new IllegalArgumentException(
        "quiet-hours is '" + text + "', expected such as 22:00-06:00 Europe/Zurich");
  }

  private static @Nullable String orNull(Secret secret) {
    return secret.isPresent() ? secret.value() : null;
  }
}
