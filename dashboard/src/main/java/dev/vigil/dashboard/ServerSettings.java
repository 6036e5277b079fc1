package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;

import dev.vigil.dashboard.access.OidcSettings;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * How the server listens.
 *
 * @param host loopback unless someone decided otherwise
 * @param port 0 for any free one
 * @param token what a client has to present
 * @param beat how often a connected page hears that the server lives; a page that hears nothing for
 *     5 s says NOT LIVE
 * @param onlyTls whether the session's cookie may only travel encrypted: where a proxy speaks TLS
 * @param clock real time, of sessions and of the audit; nothing about a patient depends on it
 * @param oidc where people can sign in besides; null for nowhere
 * @param patience how long the head of a request may take to come, also of the next one on the same
 *     connection; a body may take five times as long
 */
public record ServerSettings(
    String host,
    int port,
    Token token,
    Duration beat,
    boolean onlyTls,
    InstantSource clock,
    @Nullable OidcSettings oidc,
    Duration patience) {
  /** Longer than proxies keep a connection that rests, so that none is closed as they use it. */
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  public ServerSettings {
    requireNonNull(host, "host is null");
    requireNonNull(token, "token is null");
    requireNonNull(clock, "clock is null");
    if (requireNonNull(beat, "beat is null").toMillis() < 1) {
      throw new IllegalArgumentException("beat " + beat + " is below 1 ms");
    }
    if (requireNonNull(patience, "patience is null").toMillis() < 1) {
      throw new IllegalArgumentException("patience " + patience + " is below 1 ms");
    }
  }

  /** With a beat each second, for a loopback or a trusted network. */
  public static ServerSettings of(String host, int port, Token token) {
    return new ServerSettings(
        host, port, token, Duration.ofSeconds(1), false, InstantSource.system(), null, PATIENCE);
  }

  /** The URL of a host and a port: an address of IPv6 is in brackets there (RFC 3986). */
  public static String url(String host, int port) {
    boolean isOfIpv6 = host.indexOf(':') >= 0 && !host.startsWith("[");
    return "http://" + (isOfIpv6 ? "[" + host + "]" : host) + ":" + port;
  }

  /** The same with another beat. */
  public ServerSettings beating(Duration other) {
    return new ServerSettings(host, port, token, other, onlyTls, clock, oidc, patience);
  }

  /** The same where the cookie may only travel encrypted, or also otherwise. */
  public ServerSettings onlyTls(boolean required) {
    return new ServerSettings(host, port, token, beat, required, clock, oidc, patience);
  }

  /** The same where people can sign in at an identity provider too. */
  public ServerSettings signingInAt(@Nullable OidcSettings provider) {
    return new ServerSettings(host, port, token, beat, onlyTls, clock, provider, patience);
  }

  /** The same that waits otherwise for requests to come whole. */
  ServerSettings waiting(Duration other) {
    return new ServerSettings(host, port, token, beat, onlyTls, clock, oidc, other);
  }
}
