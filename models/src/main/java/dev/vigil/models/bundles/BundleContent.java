package dev.vigil.models.bundles;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.JsonNode;
import dev.vigil.models.Sha256;
import dev.vigil.models.monitoring.Reference;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.MalformedRecordException;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is in a bundle. One that was read agrees with its checksums and, if it has one, its
 * signature.
 *
 * @param payload the files that make the model
 * @param card null if it has none
 * @param ladder bundles of simpler models to compare with, by the name of what they may see
 * @param reference what training looked like; null if nobody knows
 * @param signer who signed it: SHA-256 of the public key; null if nobody did
 */
record BundleContent(
    BundleManifest manifest,
    SortedMap<String, byte[]> payload,
    @Nullable BundleCard card,
    SortedMap<String, byte[]> ladder,
    @Nullable Reference reference,
    @Nullable String signer) {
  private static final String MANIFEST = "manifest.json";
  private static final String SIGNATURE = "signature.json";
  private static final String CARD = "card.json";

  /** An earlier Vigil takes it for a file of the model that it doesn't need. */
  private static final String REFERENCE = "reference.json";

  private static final String LADDER = "ladder/";
  private static final String RUNG = ".zip";

  BundleContent {
    requireNonNull(manifest, "manifest is null");
    payload = Collections.unmodifiableSortedMap(new TreeMap<>(payload));
    ladder = Collections.unmodifiableSortedMap(new TreeMap<>(ladder));
  }

  /** A bundle without card, ladder and signature. */
  BundleContent(
      BundleManifest manifest, SortedMap<String, byte[]> payload, @Nullable Reference reference) {
    this(manifest, payload, null, new TreeMap<>(), reference, null);
  }

  /** The same model with another card and another ladder, signed by nobody. */
  BundleContent with(@Nullable BundleCard otherCard, SortedMap<String, byte[]> otherLadder) {
    return new BundleContent(manifest, payload, otherCard, otherLadder, reference, null);
  }

  /** The same model with another reference, signed by nobody. */
  BundleContent with(@Nullable Reference other) {
    return new BundleContent(manifest, payload, card, ladder, other, null);
  }

  /** The same files with another first page, signed by nobody. */
  BundleContent with(BundleManifest other) {
    return new BundleContent(other, payload, card, ladder, reference, null);
  }

  /** Its bytes, without a signature. */
  byte[] write() {
    SortedMap<String, byte[]> files = new TreeMap<>(payload);
    if (card != null) {
      files.put(CARD, Json.encode(card));
    }
    if (reference != null) {
      files.put(REFERENCE, Json.encode(reference));
    }
    ladder.forEach((name, rung) -> files.put(LADDER + name + RUNG, rung));
    SortedMap<String, byte[]> all = new TreeMap<>(files);
    all.put(MANIFEST, Json.encode(manifest.withFiles(hashes(files))));
    return Archive.write(all);
  }

  /** The bytes of the same bundle with a signature, in the place of one that was there. */
  static byte[] signed(byte[] bundle, Signer signer) throws BundleException {
    read(bundle);
    SortedMap<String, byte[]> all = Archive.read(bundle);
    byte[] manifest = requireNonNull(all.get(MANIFEST), "a bundle without manifest was read");
    all.put(SIGNATURE, Json.encode(signer.sign(manifest)));
    return Archive.write(all);
  }

  /** Makes the signature of a manifest. */
  @FunctionalInterface
  interface Signer {
    BundleSignature sign(byte[] manifest);
  }

  /**
   * Reads a bundle.
   *
   * @throws BundleException if it is damaged, of an unknown format, or its signature is wrong
   */
  static BundleContent read(byte[] bundle) throws BundleException {
    SortedMap<String, byte[]> files = Archive.read(bundle);
    byte[] json = files.remove(MANIFEST);
    if (json == null) {
      throw new BundleException("damaged", "bundle has no " + MANIFEST);
    }
    checkFormatAndKind(json);
    BundleManifest manifest = decode(MANIFEST, json, BundleManifest.class);
    byte[] signature = files.remove(SIGNATURE);
    String signer = null;
    if (signature != null) {
      BundleSignature found = decode(SIGNATURE, signature, BundleSignature.class);
      found.check(json);
      signer = found.signer();
    }
    if (!hashes(files).equals(manifest.files())) {
      throw new BundleException(
          "damaged",
          "files of bundle " + manifest.model() + " are not those that its manifest names");
    }
    BundleCard card = take(files, CARD, BundleCard.class);
    Reference reference = take(files, REFERENCE, Reference.class);
    SortedMap<String, byte[]> ladder = takeLadder(files);
    return new BundleContent(manifest, files, card, ladder, reference, signer);
  }

  private static <T> @Nullable T take(SortedMap<String, byte[]> files, String name, Class<T> type)
      throws BundleException {
    byte[] json = files.remove(name);
    return json == null ? null : decode(name, json, type);
  }

  private static SortedMap<String, byte[]> takeLadder(SortedMap<String, byte[]> files) {
    SortedMap<String, byte[]> ladder = new TreeMap<>();
    files.forEach(
        (name, content) -> {
          if (name.startsWith(LADDER) && name.endsWith(RUNG)) {
            ladder.put(name.substring(LADDER.length(), name.length() - RUNG.length()), content);
          }
        });
    ladder.keySet().forEach(name -> files.remove(LADDER + name + RUNG));
    return ladder;
  }

  private static SortedMap<String, String> hashes(SortedMap<String, byte[]> files) {
    SortedMap<String, String> hashes = new TreeMap<>();
    files.forEach((name, content) -> hashes.put(name, Sha256.hex(content)));
    return hashes;
  }

  /** These come first: a later Vigil may write another manifest, and kinds unheard of here. */
  private static void checkFormatAndKind(byte[] manifest) throws BundleException {
    JsonNode tree;
    try {
      tree = Json.mapper().readTree(manifest);
    } catch (IOException e) {
      throw new BundleException("damaged", MANIFEST + " is not JSON", e);
    }
    int format = tree.path("format").asInt();
    if (format < 1 || format > BundleManifest.FORMAT) {
      throw new BundleException(
          "unknown-format",
          "bundle has format "
              + format
              + ", this Vigil reads 1 to "
              + BundleManifest.FORMAT
              + ": upgrade Vigil or train the model again");
    }
    String kind = tree.path("kind").asText();
    List<String> kinds = BundleManifest.Kind.names();
    if (!kinds.contains(kind)) {
      throw new BundleException(
          "unknown-kind",
          "bundle holds a model of kind \""
              + kind
              + "\", this Vigil knows "
              + String.join(", ", kinds)
              + ": upgrade Vigil");
    }
  }

  private static <T> T decode(String file, byte[] json, Class<T> type) throws BundleException {
    try {
      return Json.decode(json, type);
    } catch (MalformedRecordException e) {
      throw new BundleException("damaged", file + " can't be read: " + e.getMessage(), e);
    }
  }
}
