package dev.vigil.dashboard;

import static java.util.Objects.requireNonNull;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;

/**
 * A bearer token and the name it stands for.
 *
 * @param name who acts with it; stands in contexts and commands
 * @param secret 256 random bits, base64url
 */
public record Token(String name, String secret) {
  public Token {
    requireNonNull(name, "name is null");
    requireNonNull(secret, "secret is null");
    if (!name.matches("[A-Za-z0-9._@-]{1,64}")) {
      throw new IllegalArgumentException(
          "token name has other than 1 to 64 letters, digits, dots, dashes, underscores or @");
    }
  }

  /** Whether it is this token; takes the same time wherever they differ. */
  public boolean matches(@Nullable String presented) {
    return presented != null
        && MessageDigest.isEqual(
            secret.getBytes(StandardCharsets.UTF_8), presented.getBytes(StandardCharsets.UTF_8));
  }

  /** Hides the secret. */
  @Override
  public String toString() {
    return "Token[" + name + "]";
  }
}
