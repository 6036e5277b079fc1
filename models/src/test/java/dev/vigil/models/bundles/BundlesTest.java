package dev.vigil.models.bundles;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.vigil.models.scores.ClinicalScores;
import dev.vigil.models.scores.Model;
import dev.vigil.schemas.BundleChunk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;

class BundlesTest {
  @Test
  void clinicalScores_writtenTwice_areTheSameBytesAndOpen() throws BundleException {
    // when
    byte[] bundle = Bundles.clinicalScores();

    // then
    assertThat(Bundles.clinicalScores()).isEqualTo(bundle);
    assertThat(Bundles.id(bundle)).hasSize(64);
    assertThat(Bundles.open(bundle))
        .extracting(Model::name)
        .containsExactly("news2", "mews", "qsofa", "sirs", "sofa", "shock-index", "rox");
    assertThat(Bundles.manifest(bundle).model()).isEqualTo(ClinicalScores.NAME);
    assertThat(Bundles.manifest(bundle).features()).containsKey("heart-rate.last");
  }

  @Test
  void bundle_cutOffOrAlteredAnywhere_isRefused() {
    // given
    byte[] bundle = Bundles.clinicalScores();

    for (int i = 0; i < bundle.length; i += 7) {
      // when
      byte[] cut = Arrays.copyOf(bundle, i);
      byte[] altered = bundle.clone();
      altered[i] ^= 1;

      // then
      assertRefused(cut, "damaged");
      assertRefused(altered, "damaged");
    }
    assertRefused(Arrays.copyOf(bundle, bundle.length + 1), "damaged");
  }

  @Test
  void bundle_thatIsCompressed_isRefusedBeforeItIsRead() throws IOException {
    // given
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("manifest.json"));
      zip.write(new byte[1 << 20]);
      zip.closeEntry();
    }

    // then
    assertThatThrownBy(() -> Bundles.open(bytes.toByteArray()))
        .isInstanceOf(BundleException.class)
        .hasMessageContaining("compressed");
  }

  @Test
  void ladderThatNoBundleHasRoomFor_isLeftOutAndTheCardSaysSo() throws BundleException {
    // given
    byte[] bundle = Bundles.clinicalScores();
    BundleCard card = new BundleCard("to try", "none", "test", List.of(), List.of());
    SortedMap<String, byte[]> large = new TreeMap<>(Map.of("all", new byte[Bundles.MOST_BYTES]));
    SortedMap<String, byte[]> small = new TreeMap<>(Map.of("itself", bundle));

    // when
    byte[] without = Bundles.withCard(bundle, card, large);
    byte[] with = Bundles.withCard(bundle, card, small);

    // then
    assertThat(Bundles.open(without)).isNotEmpty();
    assertThat(Bundles.ladder(without)).isEmpty();
    assertThat(Bundles.card(without).limits()).singleElement().asString().contains("too large");
    assertThat(Bundles.ladder(with)).containsOnlyKeys("itself");
    assertThat(Bundles.card(with).limits()).isEmpty();
  }

  @Test
  void bundle_ofALaterFormat_isRefusedByName() throws BundleException {
    assertRefused(
        withManifest("\"format\":1", "\"format\":4,\"unheard-of\":true"), "unknown-format");
  }

  @Test
  void clinicalScores_ofTheFirstVersion_areNews2Alone() throws BundleException {
    byte[] first = withManifest("\"version\":\"2\"", "\"version\":\"1\"");

    assertThat(Bundles.open(first)).extracting(Model::name).containsExactly("news2");
  }

  @Test
  void clinicalScores_ofALaterVersion_areRefused() throws BundleException {
    assertRefused(withManifest("\"version\":\"2\"", "\"version\":\"3\""), "unknown-version");
  }

  @Test
  void bundle_ofAnUnknownKind_isRefusedByName() throws BundleException {
    byte[] later = withManifest("\"kind\":\"clinical-scores\"", "\"kind\":\"oracle\"");

    assertRefused(later, "unknown-kind");
    assertThatThrownBy(() -> Bundles.manifest(later))
        .hasMessageContaining("\"oracle\"")
        .hasMessageContaining("tribuo-logistic")
        .hasMessageContaining("upgrade Vigil");
  }

  @Test
  void bundle_madeForAnotherDefinition_isRefusedWithTheFeaturesName() throws BundleException {
    // given
    String hash = Bundles.manifest(Bundles.clinicalScores()).features().get("spo2.age");

    // when
    byte[] other = withManifest(hash, "0123456789abcdef");

    // then
    assertThatThrownBy(() -> Bundles.open(other))
        .hasMessageContaining("clinical-scores:2")
        .hasMessageContaining("'spo2.age'")
        .asInstanceOf(type(BundleException.class))
        .extracting(BundleException::reason)
        .isEqualTo("feature-differs");
  }

  @Test
  void chunks_inAnyOrderAndDoubled_giveTheBundleBack() throws BundleException {
    // given
    byte[] bundle = new byte[2 * BundleChunk.MAX_BYTES + 5];
    Arrays.fill(bundle, (byte) 3);
    List<BundleChunk> chunks = new ArrayList<>(BundleChunks.split(bundle));
    Collections.reverse(chunks);
    chunks.add(chunks.get(0));

    // when
    byte[] joined = BundleChunks.join(Bundles.id(bundle), chunks);

    // then
    assertThat(joined).isEqualTo(bundle);
    assertThat(chunks).hasSize(4);
  }

  @Test
  void chunks_thatAreMissingOrAltered_areRefused() {
    // given
    byte[] bundle = new byte[BundleChunk.MAX_BYTES + 1];
    List<BundleChunk> chunks = BundleChunks.split(bundle);
    String id = Bundles.id(bundle);
    BundleChunk altered = new BundleChunk(id, 1, 2, new byte[] {9});

    // then
    assertThatThrownBy(() -> BundleChunks.join(id, chunks.subList(0, 1)))
        .hasMessageContaining("1 of 2 chunks");
    assertThatThrownBy(() -> BundleChunks.join(id, List.of(chunks.get(0), altered)))
        .hasMessageContaining("another hash");
    assertThatThrownBy(() -> BundleChunks.join(id, List.of())).hasMessageContaining("0 of 0");
  }

  private static byte[] withManifest(String from, String to) throws BundleException {
    SortedMap<String, byte[]> files = new TreeMap<>(Archive.read(Bundles.clinicalScores()));
    String manifest = new String(files.get("manifest.json"), StandardCharsets.UTF_8);
    assertThat(manifest).contains(from);
    files.put("manifest.json", manifest.replace(from, to).getBytes(StandardCharsets.UTF_8));
    return Archive.write(files);
  }

  private static void assertRefused(byte[] bundle, String reason) {
    assertThatThrownBy(() -> Bundles.open(bundle))
        .asInstanceOf(type(BundleException.class))
        .extracting(BundleException::reason)
        .isEqualTo(reason);
  }
}
