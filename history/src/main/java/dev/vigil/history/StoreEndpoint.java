package dev.vigil.history;

import static java.util.Objects.requireNonNull;

import java.io.Serializable;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a store takes line protocol over HTTP.
 *
 * @param url such as {@code http://127.0.0.1:8086}
 * @param user empty where the store asks for none
 * @param password empty where the store asks for none
 * @param database name of the InfluxDB database; the embedded store takes any
 */
public record StoreEndpoint(String url, String user, String password, String database)
    implements Serializable {
  private static final Pattern DATABASE = Pattern.compile("[\\w.-]{1,64}");

  public StoreEndpoint {
    requireNonNull(url, "url is null");
    requireNonNull(user, "user is null");
    requireNonNull(password, "password is null");
    requireNonNull(database, "database is null");
    requireHttp(url);
    if (!DATABASE.matcher(database).matches()) {
      throw new IllegalArgumentException(
          "database '" + database + "' is not a name, expected letters, digits, _ . -");
    }
  }

  private static void requireHttp(String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw noUrl(url, e);
    }
    boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!http || uri.getHost() == null || uri.getUserInfo() != null) {
      throw noUrl(url, null);
    }
  }

  private static IllegalArgumentException noUrl(String url, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "store address '"
            + url.replaceAll("//[^/]*@", "//")
            + "' is not of the form http://host:port, without user and password",
        cause);
  }

  /** Whether it is on this machine. */
  boolean isLoopback() {
    String host = URI.create(url).getHost();
    return host.startsWith("127.") || host.equals("localhost") || host.equals("[::1]");
  }

  /** Without the password. */
  @Override
  public String toString() {
    return url + "/" + database;
  }
}
