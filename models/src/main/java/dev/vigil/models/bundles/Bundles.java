package dev.vigil.models.bundles;

import static java.util.Objects.requireNonNullElse;

import dev.vigil.models.Sha256;
import dev.vigil.models.monitoring.Reference;
import dev.vigil.models.risk.Calibration;
import dev.vigil.models.scores.ClinicalScores;
import dev.vigil.models.scores.Model;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The door to model bundles. A bundle is one array of bytes, known by its SHA-256; the same content
 * gives the same bytes. Opening one checks all of it and refuses by name what does not fit.
 */
public final class Bundles {
  /** A larger one can be neither opened nor sent to a server. */
  public static final int MOST_BYTES = Archive.MAX_BYTES;

  private static final String RECALIBRATED =
      "Calibration and threshold were fitted anew at a site: the numbers of this card are those"
          + " from before.";

  private static final String WITHOUT_LADDER =
      "The simpler models that it was compared with are not in its bundle, which would be too large"
          + " with them.";

  private Bundles() {}

  /** What a bundle is called in ledger and topics: its SHA-256, hexadecimal. */
  public static String id(byte[] bundle) {
    return Sha256.hex(bundle);
  }

  /** The bundle of the built-in clinical scores. */
  public static byte[] clinicalScores() {
    SortedMap<String, String> models = new TreeMap<>();
    SortedSet<String> features = new TreeSet<>();
    for (Model model : ClinicalScores.all()) {
      models.put(model.name(), model.version());
      features.addAll(model.features());
    }
    return new BundleContent(
            new BundleManifest(
                BundleManifest.FIRST_FORMAT,
                BundleManifest.Kind.CLINICAL_SCORES,
                ClinicalScores.NAME,
                ClinicalScores.VERSION,
                BundleManifest.hashes(features),
                models,
                null,
                null,
                new TreeMap<>(),
                null,
                new TreeMap<>()),
            new TreeMap<>(),
            null)
        .write();
  }

  /**
   * The bundle of a trained model.
   *
   * @param manifest whose features and files are filled in here
   * @param model that the files make
   * @param reference what training looked like; null if nobody knows
   */
  public static byte[] trained(
      BundleManifest manifest,
      Model model,
      SortedMap<String, byte[]> files,
      @Nullable Reference reference) {
    return new BundleContent(
            new BundleManifest(
                BundleManifest.FORMAT,
                manifest.kind(),
                manifest.model(),
                manifest.version(),
                BundleManifest.hashes(model.features()),
                manifest.provenance(),
                manifest.missingValues(),
                manifest.label(),
                manifest.thresholds(),
                manifest.calibration(),
                new TreeMap<>()),
            files,
            reference)
        .write();
  }

  /**
   * The same bundle with another reference for live monitors.
   *
   * @throws BundleException if the bundle can't be opened
   */
  public static byte[] withReference(byte[] bundle, Reference reference) throws BundleException {
    return BundleContent.read(bundle).with(reference).write();
  }

  /**
   * The bundle of the same model with another calibration and threshold of decisions.
   *
   * @param bundle of a trained model
   * @param version of the new one; another one, for a version never changes
   * @param provenance what is to be known of where calibration and threshold come from, added
   * @throws BundleException if the bundle can't be opened
   */
  public static byte[] recalibrated(
      byte[] bundle,
      String version,
      Calibration calibration,
      double threshold,
      Map<String, String> provenance)
      throws BundleException {
    BundleContent content = BundleContent.read(bundle);
    BundleManifest manifest = content.manifest();
    BundleCard old = content.card();
    BundleCard card = old == null ? null : old.withLimit(RECALIBRATED);
    SortedMap<String, Double> thresholds = new TreeMap<>(manifest.thresholds());
    thresholds.put(BundleManifest.DECISION, threshold);
    SortedMap<String, String> all = new TreeMap<>(manifest.provenance());
    all.put("recalibrated-from", id(bundle));
    all.putAll(provenance);
    BundleManifest fitted =
        new BundleManifest(
            BundleManifest.FORMAT,
            manifest.kind(),
            manifest.model(),
            version,
            manifest.features(),
            all,
            manifest.missingValues(),
            manifest.label(),
            thresholds,
            calibration,
            new TreeMap<>());
    Calibration before = requireNonNullElse(manifest.calibration(), Calibration.NONE);
    return content
        .with(fitted)
        .with(card, content.ladder())
        .with(scored(content.reference(), before, calibration))
        .write();
  }

  /** Scores move with the calibration; where one says nothing, none are left to compare with. */
  private static @Nullable Reference scored(
      @Nullable Reference reference, Calibration before, Calibration after) {
    if (reference == null || before.slope() == 0 || after.slope() == 0) {
      return reference == null ? null : reference.unscored();
    }
    return reference.scored(probability -> after.probability(before.margin(probability)));
  }

  /**
   * The same bundle with a card and with the simpler models that it was compared with, so that it
   * can be again; without these where it would be larger than {@link #MOST_BYTES} with them.
   *
   * @param bundle of a trained model
   * @param ladder bundles by the name of what their models may see
   * @throws BundleException if the bundle can't be opened
   */
  public static byte[] withCard(byte[] bundle, BundleCard card, SortedMap<String, byte[]> ladder)
      throws BundleException {
    BundleContent content = BundleContent.read(bundle);
    byte[] whole = content.with(card, ladder).write();
    return whole.length <= MOST_BYTES || ladder.isEmpty()
        ? whole
        : content.with(card.withLimit(WITHOUT_LADDER), new TreeMap<>()).write();
  }

  /**
   * The same bundle, signed.
   *
   * @throws BundleException if the bundle can't be opened
   * @throws IllegalArgumentException if the keys are not the two of an Ed25519 pair
   */
  public static byte[] signed(byte[] bundle, PrivateKey key, PublicKey publicKey)
      throws BundleException {
    return BundleContent.signed(bundle, manifest -> BundleSignature.of(manifest, key, publicKey));
  }

  /**
   * Opens a bundle.
   *
   * @return its models, at least one
   * @throws BundleException if it is damaged, of an unknown format or kind, or made for another
   *     definition of a feature than this Vigil's
   */
  public static List<Model> open(byte[] bundle) throws BundleException {
    return BundleModels.of(BundleContent.read(bundle));
  }

  /**
   * A bundle's manifest, checked against the bytes but not against this Vigil's features.
   *
   * @throws BundleException if it is damaged or of an unknown format or kind
   */
  public static BundleManifest manifest(byte[] bundle) throws BundleException {
    return BundleContent.read(bundle).manifest();
  }

  /**
   * The risk from which on a bundle's model decides, 0 to 1; null where it predicts no risk.
   *
   * @throws BundleException if it is damaged or of an unknown format or kind
   */
  public static @Nullable Double riskThreshold(byte[] bundle) throws BundleException {
    BundleManifest manifest = manifest(bundle);
    return manifest.kind().isRisk() ? (Double) manifest.decisionThreshold() : null;
  }

  /**
   * A bundle's card; null if it has none.
   *
   * @throws BundleException if it is damaged or of an unknown format or kind
   */
  public static @Nullable BundleCard card(byte[] bundle) throws BundleException {
    return BundleContent.read(bundle).card();
  }

  /**
   * What training looked like, as the bundle has it; null if it doesn't say.
   *
   * @throws BundleException if it is damaged or of an unknown format or kind
   */
  public static @Nullable Reference reference(byte[] bundle) throws BundleException {
    return BundleContent.read(bundle).reference();
  }

  /**
   * Bundles of the simpler models that a bundle was compared with, by the name of what they may
   * see.
   *
   * @throws BundleException if it is damaged or of an unknown format or kind
   */
  public static SortedMap<String, byte[]> ladder(byte[] bundle) throws BundleException {
    return BundleContent.read(bundle).ladder();
  }

  /**
   * Who signed a bundle: the SHA-256 of the public key (X.509 SubjectPublicKeyInfo); null if nobody
   * did. The signature is right, or the bundle can't be read at all.
   *
   * @throws BundleException if it is damaged or of an unknown format or kind
   */
  public static @Nullable String signer(byte[] bundle) throws BundleException {
    return BundleContent.read(bundle).signer();
  }
}
