package dev.vigil.alerting.rules;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.vigil.schemas.Json;
import dev.vigil.schemas.Priority;
import dev.vigil.schemas.Score;
import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A score at or above a threshold, or any one of its contributions at or above one (such as NEWS2's
 * "3 in a single parameter"). With both, either is enough. Or one part of it, by its name, at or
 * above a threshold.
 *
 * @param id unique within the policy
 * @param model whose live version's scores count
 * @param part the one part that counts: a vital sign, or the feature that gives the contribution;
 *     null for the whole score
 * @param threshold of the score or of the part; null if only single contributions count
 * @param anySub threshold of a single contribution, null if only the score counts
 * @param priority of the alert
 * @param delaySeconds how long it has to last, by the instants at which the inputs were known
 * @param hysteresis how far below {@code threshold} the score has to fall to clear the alert
 * @param doc source of the numbers
 */
public record ScoreRule(
    String id,
    String model,
    @Nullable String part,
    @Nullable BigDecimal threshold,
    @Nullable BigDecimal anySub,
    Priority priority,
    int delaySeconds,
    BigDecimal hysteresis,
    String doc)
    implements Rule {
  private static final BigDecimal LARGEST = BigDecimal.valueOf(1_000_000);

  /** What a clinical score's parts have behind the name of their vital sign. */
  private static final String LATEST = ".last";

  /** A rule of a whole score. */
  public ScoreRule(
      String id,
      String model,
      @Nullable BigDecimal threshold,
      @Nullable BigDecimal anySub,
      Priority priority,
      int delaySeconds,
      BigDecimal hysteresis,
      String doc) {
    this(id, model, null, threshold, anySub, priority, delaySeconds, hysteresis, doc);
  }

  public ScoreRule {
    Checks.common(id, priority, doc);
    Checks.delay(delaySeconds);
    Checks.model(model);
    if (threshold == null && anySub == null) {
      throw new InvalidRuleException("threshold", "a number here, in 'anySub', or in both");
    }
    if (part != null) {
      Checks.part(part);
      if (anySub != null || threshold == null) {
        throw new InvalidRuleException(
            anySub == null ? "threshold" : "anySub",
            anySub == null ? "the threshold of 'part'" : "nothing: 'threshold' is that of 'part'");
      }
    }
    checkSize("threshold", threshold);
    checkSize("anySub", anySub);
    Checks.hysteresis(hysteresis, LARGEST);
  }

  /**
   * What the rule thinks of a score. A range that lies on both sides of the threshold, a score that
   * failed and one that isn't made for the patient say nothing either way.
   */
  public Verdict judge(Score score) {
    return switch (score.outcome()) {
      case SCORE, RANGE ->
          part == null
              ? Verdict.either(judgeWhole(score), judgeSingle(score))
              : judgePart(score, part);
      case NOT_APPLICABLE, FAILED -> Verdict.UNKNOWN;
    };
  }

  /** As it stands in a policy; {@link Policy#parse} reads it. */
  public ObjectNode toJson() {
    ObjectNode json = Json.mapper().createObjectNode().put("id", id).put("kind", "score");
    json.put("model", model);
    if (part != null) {
      json.put("part", part);
    }
    if (threshold != null) {
      json.put("threshold", threshold);
    }
    if (anySub != null) {
      json.put("anySub", anySub);
    }
    return json.put("priority", priority.name().toLowerCase(Locale.ROOT))
        .put("delaySeconds", delaySeconds)
        .put("hysteresis", hysteresis)
        .put("doc", doc);
  }

  private Verdict judgeWhole(Score score) {
    if (threshold == null) {
      return Verdict.INSIDE;
    }
    boolean exact = score.outcome() == Score.Outcome.SCORE;
    double lowest = requireNonNull(exact ? score.value() : score.low(), "score has no value");
    double highest = requireNonNull(exact ? score.value() : score.high(), "score has no value");
    return between(lowest, highest, threshold);
  }

  private Verdict between(double lowest, double highest, BigDecimal limit) {
    if (lowest >= limit.doubleValue()) {
      return Verdict.BEYOND;
    }
    if (highest < limit.subtract(hysteresis).doubleValue()) {
      return Verdict.INSIDE;
    }
    return highest < limit.doubleValue() ? Verdict.BETWEEN : Verdict.UNKNOWN;
  }

  /** A part that is neither certain nor missing contributes nothing. */
  private Verdict judgePart(Score score, String name) {
    if (score.missing().contains(name) || score.missing().contains(name + LATEST)) {
      return Verdict.UNKNOWN;
    }
    Double points = score.contributions().get(name);
    if (points == null) {
      points = score.contributions().getOrDefault(name + LATEST, 0.0);
    }
    return between(points, points, requireNonNull(threshold, "threshold is null"));
  }

  private Verdict judgeSingle(Score score) {
    if (anySub == null) {
      return Verdict.INSIDE;
    }
    double least = anySub.doubleValue();
    if (score.contributions().values().stream().anyMatch(part -> part >= least)) {
      return Verdict.BEYOND;
    }
    // A part that is unknown may be the one.
    return score.missing().isEmpty() ? Verdict.INSIDE : Verdict.UNKNOWN;
  }

  private static void checkSize(String field, @Nullable BigDecimal number) {
    if (number != null && number.abs().compareTo(LARGEST) > 0) {
      throw new InvalidRuleException(field, "a number from -" + LARGEST + " to " + LARGEST);
    }
  }
}
