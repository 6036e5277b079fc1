package dev.vigil.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.app.cli.FakeServer.Ran;
import dev.vigil.app.failure.VigilException;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.schemas.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelSignCommandTest {
  @TempDir Path folder;
  private Path bundle;
  private Path key;
  private Path publicKey;
  private Path otherPublicKey;

  @BeforeEach
  void setUp() throws Exception {
    bundle = Files.write(folder.resolve("scores.zip"), Bundles.clinicalScores());
    KeyPair mine = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    KeyPair theirs = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
    key = pem("key.pem", "PRIVATE KEY", mine.getPrivate());
    publicKey = pem("public.pem", "PUBLIC KEY", mine.getPublic());
    otherPublicKey = pem("other.pem", "PUBLIC KEY", theirs.getPublic());
  }

  @Test
  void signedBundle_isTrustedByWhoKnowsTheKeyAndNoOther() throws Exception {
    Path out = folder.resolve("signed.zip");

    Ran signed = sign(publicKey, out, "--json");

    assertThat(signed.code()).as(signed.err()).isZero();
    JsonNode answer = Json.mapper().readTree(signed.out());
    assertThat(answer.path("signer_sha256").asText())
        .isEqualTo(Bundles.signer(Files.readAllBytes(out)));
    Ran trusted = show(out, "--trusted-key=" + publicKey, "--trusted-key=" + otherPublicKey);
    assertThat(trusted.code()).as(trusted.err()).isZero();
    assertThat(trusted.out())
        .contains("clinical-scores:2", "signed by  " + answer.path("signer_sha256").asText());
    Ran other = show(out, "--trusted-key=" + otherPublicKey);
    assertThat(other.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(other.err()).contains("don't deploy it").hasLineCount(1);
    Ran unsigned = show(bundle, "--trusted-key=" + publicKey);
    assertThat(unsigned.err()).contains("is signed by nobody, expected one of");
  }

  @Test
  void keysThatDontFit_areRefusedWithoutTellingThem() throws IOException {
    Path out = folder.resolve("signed.zip");

    Ran ran = sign(otherPublicKey, out);
    assertThat(ran.code()).isEqualTo(VigilException.USAGE);
    assertThat(ran.err()).contains("not the private and the public one of an Ed25519 pair");
    Ran swapped = sign(key, out);
    assertThat(swapped.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(swapped.err())
        .contains("expected an Ed25519 PUBLIC KEY in PEM")
        .doesNotContain(Files.readAllLines(key).get(1));
    assertThat(out).doesNotExist();
  }

  @Test
  void show_saysWhatIsWrongWithAFileThatIsNoBundle() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.zip"), "no bundle");

    Ran ran = show(broken);

    assertThat(ran.code()).isEqualTo(VigilException.PROBLEM);
    assertThat(ran.err())
        .contains("broken.zip is not a usable bundle: bundle of 9 bytes is damaged");
  }

  private Ran sign(Path known, Path out, String... more) {
    String[] args = {
      "model", "sign", "--bundle=" + bundle, "--key=" + key, "--public-key=" + known, "--out=" + out
    };
    return RecordingCommands.vigil(folder, concat(args, more));
  }

  private Ran show(Path file, String... more) {
    return RecordingCommands.vigil(
        folder, concat(new String[] {"model", "show", "--bundle=" + file}, more));
  }

  private static String[] concat(String[] one, String[] other) {
    return Stream.of(one, other).flatMap(Arrays::stream).toArray(String[]::new);
  }

  private Path pem(String name, String kind, Key of) throws IOException {
    String body = Base64.getMimeEncoder(64, new byte[] {10}).encodeToString(of.getEncoded());
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN " + kind + "-----\n" + body + "\n-----END " + kind + "-----\n");
  }
}
