package dev.vigil.dashboard.access;

import io.vertx.ext.auth.hashing.HashingStrategy;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Map;

/**
 * Hashes of passwords: PBKDF2 with HMAC-SHA-512 and 210,000 rounds, as OWASP's Password Storage
 * Cheat Sheet (2023) asks for. Each costs some 0.1 s of processor time, on purpose.
 */
final class Passwords {
  /** Least characters of a new password (NIST SP 800-63B section 5.1.1.2 asks for 8 at least). */
  static final int SHORTEST = 12;

  private static final String ALGORITHM = "pbkdf2";
  private static final Map<String, String> ROUNDS = Map.of("it", "210000");
  private static final int SALT_BYTES = 16;

  private final HashingStrategy strategy = HashingStrategy.load();
  private final SecureRandom random = new SecureRandom();

  /** A hash of this password that no other call gives. */
  String hash(String password) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return strategy.hash(
        ALGORITHM, ROUNDS, Base64.getEncoder().withoutPadding().encodeToString(salt), password);
  }

  /** Whether the hash is that of the password. */
  boolean matches(String hash, String password) {
    return strategy.verify(hash, password);
  }
}
