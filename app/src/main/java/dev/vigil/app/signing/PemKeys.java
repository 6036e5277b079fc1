package dev.vigil.app.signing;

import dev.vigil.app.failure.VigilException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/**
 * Ed25519 keys in files, as OpenSSL writes them: {@code openssl genpkey -algorithm ed25519} a
 * private one, {@code openssl pkey -pubout} its public one. Source of the form: RFC 7468.
 */
public final class PemKeys {
  private static final String ALGORITHM = "Ed25519";
  private static final String PRIVATE = "PRIVATE KEY";
  private static final String PUBLIC = "PUBLIC KEY";

  private PemKeys() {}

  /**
   * Reads a private key.
   *
   * @throws VigilException if there is none in the file
   */
  public static PrivateKey privateKey(Path file) {
    byte[] bytes = bytes(file, PRIVATE);
    try {
      return KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(bytes));
    } catch (GeneralSecurityException e) {
      throw unusable(file, PRIVATE, e);
    }
  }

  /**
   * Reads a public key.
   *
   * @throws VigilException if there is none in the file
   */
  public static PublicKey publicKey(Path file) {
    byte[] bytes = bytes(file, PUBLIC);
    try {
      return KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(bytes));
    } catch (GeneralSecurityException e) {
      throw unusable(file, PUBLIC, e);
    }
  }

  private static byte[] bytes(Path file, String kind) {
    String begin = "-----BEGIN " + kind + "-----";
    String end = "-----END " + kind + "-----";
    try {
      String text = Files.readString(file, StandardCharsets.US_ASCII);
      int from = text.indexOf(begin);
      int to = text.indexOf(end);
      if (from < 0 || to < from) {
        throw new IOException("no " + kind);
      }
      return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to));
    } catch (IOException | IllegalArgumentException e) {
      throw unusable(file, kind, e);
    }
  }

  /** What stands in the file is never told: it may be a secret. */
  private static VigilException unusable(Path file, String kind, Exception cause) {
    return VigilException.problem(
        file
            + " can't be used ("
            + cause.getClass().getSimpleName()
            + "); expected an Ed25519 "
            + kind
            + " in PEM, as openssl genpkey -algorithm ed25519 and openssl pkey -pubout write them.",
        cause);
  }
}
