package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;

import java.time.Duration;

/**
 * How the server listens.
 *
 * @param host loopback unless someone decided otherwise
 * @param port 0 for any free one
 * @param token what a client has to present
 * @param beat how often a connected page hears that the server lives; a page that hears nothing for
 *     5 s says NOT LIVE
 */
public record ServerSettings(String host, int port, Token token, Duration beat) {
  public ServerSettings {
    requireNonNull(host, "host is null");
    requireNonNull(token, "token is null");
    if (requireNonNull(beat, "beat is null").toMillis() < 1) {
      throw new IllegalArgumentException("beat " + beat + " is below 1 ms");
    }
  }

  /** With a beat each second. */
  public static ServerSettings of(String host, int port, Token token) {
    return new ServerSettings(host, port, token, Duration.ofSeconds(1));
  }
}
