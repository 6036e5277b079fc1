package dev.vigil.models.bundles;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.vigil.models.Sha256;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;

/**
 * Who vouches for a bundle: an Ed25519 signature (RFC 8032) of its manifest, in which the checksums
 * of all else stand. It says that the owner of the key signed just this; whether that key is to be
 * trusted is for the reader to know.
 *
 * @param publicKey X.509 SubjectPublicKeyInfo
 */
record BundleSignature(
    @JsonProperty("public_key") byte[] publicKey, @JsonProperty("signature") byte[] signature) {
  private static final String ALGORITHM = "Ed25519";

  BundleSignature {
    requireNonNull(publicKey, "publicKey is null");
    requireNonNull(signature, "signature is null");
  }

  /**
   * Signs.
   *
   * @throws IllegalArgumentException if the keys are not the two of an Ed25519 pair
   */
  static BundleSignature of(byte[] manifest, PrivateKey key, PublicKey publicKey) {
    try {
      Signature signer = Signature.getInstance(ALGORITHM);
      signer.initSign(key);
      signer.update(manifest);
      BundleSignature signature = new BundleSignature(publicKey.getEncoded(), signer.sign());
      signature.check(manifest);
      return signature;
    } catch (GeneralSecurityException | BundleException e) {
      throw new IllegalArgumentException(
          "the keys are not the private and the public one of an Ed25519 pair", e);
    }
  }

  /**
   * Whether the key in it signed this manifest.
   *
   * @throws BundleException if not
   */
  void check(byte[] manifest) throws BundleException {
    try {
      Signature verifier = Signature.getInstance(ALGORITHM);
      verifier.initVerify(
          KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(publicKey)));
      verifier.update(manifest);
      if (verifier.verify(signature)) {
        return;
      }
    } catch (GeneralSecurityException e) {
      throw new BundleException("bad-signature", "signature of the bundle can't be checked", e);
    }
    throw new BundleException(
        "bad-signature",
        "bundle was changed after it was signed: fetch it again from whom it comes, or have it"
            + " signed anew");
  }

  /** SHA-256 of the public key, by which people know it. */
  String signer() {
    return Sha256.hex(publicKey);
  }
}
