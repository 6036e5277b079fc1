package dev.vigil.models.bundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.vigil.models.Sha256;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class SignedBundleTest {
  private final KeyPair mine = pair("Ed25519");
  private final KeyPair theirs = pair("Ed25519");
  private final byte[] bundle = Bundles.clinicalScores();

  @Test
  void bundle_tellsWhoSignedItLast() throws BundleException {
    byte[] signed = Bundles.signed(bundle, mine.getPrivate(), mine.getPublic());
    byte[] again = Bundles.signed(signed, theirs.getPrivate(), theirs.getPublic());

    assertThat(Bundles.signer(bundle)).isNull();
    assertThat(Bundles.signer(signed)).isEqualTo(Sha256.hex(mine.getPublic().getEncoded()));
    assertThat(Bundles.signer(again)).isEqualTo(Sha256.hex(theirs.getPublic().getEncoded()));
    assertThat(Bundles.open(again)).hasSameSizeAs(Bundles.open(bundle));
  }

  @Test
  void bundle_whoseManifestWasChangedAfterwards_isRefused() throws BundleException {
    SortedMap<String, byte[]> files =
        Archive.read(Bundles.signed(bundle, mine.getPrivate(), mine.getPublic()));
    String manifest = new String(files.get("manifest.json"), StandardCharsets.UTF_8);
    files.put(
        "manifest.json",
        manifest
            .replace("\"version\":\"2\"", "\"version\":\"1\"")
            .getBytes(StandardCharsets.UTF_8));

    assertBadSignature(Archive.write(files));
  }

  @Test
  void bundle_withTheKeyOfSomebodyElse_isRefused() throws BundleException {
    SortedMap<String, byte[]> files =
        Archive.read(Bundles.signed(bundle, mine.getPrivate(), mine.getPublic()));
    BundleSignature signature =
        Json.mapper().convertValue(tree(files.get("signature.json")), BundleSignature.class);
    files.put(
        "signature.json",
        Json.encode(new BundleSignature(theirs.getPublic().getEncoded(), signature.signature())));
    assertBadSignature(Archive.write(files));

    files.put("signature.json", Json.encode(new BundleSignature(new byte[3], new byte[64])));
    assertBadSignature(Archive.write(files));
  }

  @Test
  void card_saysALimitOnce() {
    BundleCard card = new BundleCard("none", "none", "0", List.of("one"), List.of());

    assertThat(card.withLimit("two").withLimit("two").limits()).containsExactly("one", "two");
  }

  @Test
  void keys_thatAreNoPairOfEd25519_areRefused() {
    assertThatThrownBy(() -> Bundles.signed(bundle, mine.getPrivate(), theirs.getPublic()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Ed25519 pair");
    KeyPair other = pair("EC");
    assertThatThrownBy(() -> Bundles.signed(bundle, other.getPrivate(), other.getPublic()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private static Object tree(byte[] json) {
    try {
      return Json.mapper().readTree(json);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static KeyPair pair(String algorithm) {
    try {
      return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  private static void assertBadSignature(byte[] bundle) {
    assertThatThrownBy(() -> Bundles.open(bundle))
        .asInstanceOf(type(BundleException.class))
        .extracting(BundleException::reason)
        .isEqualTo("bad-signature");
  }
}
