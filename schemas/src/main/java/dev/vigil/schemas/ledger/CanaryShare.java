package dev.vigil.schemas.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Which patients a canary is live for. A patient's place in the row is a hash of the model's name
 * and the patient's pseudonymous id: the same at any time and place, so a share that grows keeps
 * everybody it has, and another model tries its canaries on others.
 */
final class CanaryShare {
  private static final int PLACES = 100;

  private CanaryShare() {}

  /** Whether the patient is among the first {@code percent} of the row. */
  static boolean has(String model, String patient, int percent) {
    return place(model, patient) < percent;
  }

  /** 0 to 99: the first four bytes of SHA-256 over model, line feed, patient; as a whole number. */
  static int place(String model, String patient) {
    byte[] name = (requireNonNull(model, "model is null") + "\n" + patient).getBytes(UTF_8);
    int hash = ByteBuffer.wrap(sha256().digest(name)).getInt();
    return Integer.remainderUnsigned(hash, PLACES);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
