package dev.vigil.app.backtest;

import static java.util.Objects.requireNonNull;

import dev.vigil.alerting.rules.DefaultPolicy;
import dev.vigil.alerting.rules.Policy;
import dev.vigil.alerting.rules.RefusedPolicyException;
import dev.vigil.alerting.rules.ScoreRule;
import dev.vigil.app.failure.VigilException;
import dev.vigil.app.files.BundleFile;
import dev.vigil.app.world.BuiltInModels;
import dev.vigil.models.bundles.BundleException;
import dev.vigil.models.bundles.BundleManifest;
import dev.vigil.models.bundles.Bundles;
import dev.vigil.models.scores.Model;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The two models of a backtest, out of files or of what comes with Vigil. */
public final class BacktestModels {
  /** The score that every ward has; what a model is held against if it has no older version. */
  public static final String NEWS2 = "news2";

  private BacktestModels() {}

  /**
   * The model of a bundle, to be tried.
   *
   * @param label what it has to predict; null for whatever it does
   * @throws VigilException if the bundle can't be read, or has not one model whose scores can raise
   *     alerts
   */
  public static Contender candidate(Path file, @Nullable String label) {
    byte[] bundle = BundleFile.read(file);
    try {
      BundleManifest manifest = Bundles.manifest(bundle);
      if (!manifest.kind().isRisk()) {
        throw VigilException.usage(
            file
                + " is a bundle of "
                + manifest.model()
                + ", expected one model that predicts a risk: alerts have no rules for anything"
                + " else.");
      }
      if (label != null && !label.equals(manifest.label())) {
        throw VigilException.usage(
            file
                + " predicts "
                + (manifest.label() == null ? "nothing that has a label" : manifest.label())
                + ", expected "
                + label
                + ": give --label, or the bundle of a model trained for it.");
      }
      return Contender.of(Bundles.open(bundle).get(0), Bundles.id(bundle), manifest);
    } catch (BundleException e) {
      throw VigilException.problem(
          file + " is not a usable bundle: " + requireNonNull(e.getMessage()) + ".", e);
    }
  }

  /**
   * What a model is held against on a recording.
   *
   * @param against a bundle's file or the name of a model that comes with Vigil and has a rule;
   *     null for the model of the candidate's name, or NEWS2 where there is none
   * @throws VigilException if it is neither
   */
  public static Contender rival(Contender candidate, @Nullable String against) {
    SortedMap<String, Contender> known = builtIn();
    if (against == null) {
      Contender same = known.get(candidate.model().name());
      return same == null ? requireNonNull(known.get(NEWS2), "no NEWS2") : same;
    }
    Contender named = known.get(against);
    if (named != null) {
      return named;
    }
    if (Files.exists(Path.of(against))) {
      return candidate(Path.of(against), null);
    }
    throw VigilException.usage(
        "--against is %s, expected a bundle or one of %s, which the default rules watch."
            .formatted(against, String.join(", ", known.keySet())));
  }

  /** The models that come with Vigil and that its default policy has rules for. */
  private static SortedMap<String, Contender> builtIn() {
    SortedMap<String, Contender> known = new TreeMap<>();
    Policy policy = policy();
    for (byte[] bundle : BuiltInModels.bundles()) {
      for (Model model : BuiltInModels.models(bundle)) {
        List<ScoreRule> rules = policy.scoreRules(model.name());
        Optional<Double> lowest =
            rules.stream()
                .flatMap(rule -> Optional.ofNullable(rule.threshold()).stream())
                .map(Number::doubleValue)
                .min(Double::compare);
        lowest.ifPresent(
            threshold ->
                known.put(model.name(), new Contender(model, Bundles.id(bundle), threshold)));
      }
    }
    return known;
  }

  /** The rules that Vigil starts with. */
  static Policy policy() {
    try {
      return Policy.parse(DefaultPolicy.rules());
    } catch (RefusedPolicyException e) {
      throw new IllegalStateException("the default policy is not usable: " + e.getMessage(), e);
    }
  }
}
