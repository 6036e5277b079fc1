package dev.vigil.alerting.channels;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.wards.QuietHours;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How an {@link EmailChannel} reaches people.
 *
 * @param from address that messages come from
 * @param to who is told where nobody who is asked has an address, and of technical alerts
 * @param isFull whether a message says what is wrong, or only where and how urgent
 * @param link address of the board
 * @param grouping how long what comes of one patient waits for more
 * @param quiet when technical alerts of low priority wait; null for never
 */
public record EmailSettings(
    Server server,
    String from,
    List<String> to,
    boolean isFull,
    URI link,
    Duration grouping,
    @Nullable Quiet quiet) {

  /** How the way to the server is kept from others. */
  public enum Security {
    TLS,
    /** Refused if the server offers none. */
    STARTTLS,
    NONE
  }

  /**
   * The mail server.
   *
   * @param user empty if it asks for none
   * @param authorities file of certificates (PEM), one of which must have signed the server's; null
   *     for those of the JDK
   * @param timeout bound of each step
   */
  public record Server(
      String host,
      int port,
      Security security,
      String user,
      String password,
      @Nullable Path authorities,
      Duration timeout) {
    public Server {
      requireNonNull(host, "host is null");
      requireNonNull(security, "security is null");
      requireNonNull(user, "user is null");
      requireNonNull(password, "password is null");
      requireNonNull(timeout, "timeout is null");
    }

    /** Without host, user and password. */
    @Override
    public String toString() {
      return "Server[port=" + port + ", security=" + security + "]";
    }
  }

  /** Quiet hours in a zone. */
  public record Quiet(QuietHours hours, ZoneId zone) {
    public Quiet {
      requireNonNull(hours, "hours is null");
      requireNonNull(zone, "zone is null");
    }
  }

  public EmailSettings {
    requireNonNull(server, "server is null");
    requireNonNull(from, "from is null");
    to = List.copyOf(requireNonNull(to, "to is null"));
    requireNonNull(link, "link is null");
    requireNonNull(grouping, "grouping is null");
    if (from.indexOf('@') < 1) {
      throw new IllegalArgumentException("e-mail comes from no address");
    }
    if (to.isEmpty() || to.stream().anyMatch(address -> address.indexOf('@') < 1)) {
      throw new IllegalArgumentException(
          "e-mail goes to no address: name one for alerts where nobody on the rota has one");
    }
  }
}
