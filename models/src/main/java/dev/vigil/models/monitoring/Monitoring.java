package dev.vigil.models.monitoring;

import static java.util.Objects.requireNonNull;

import dev.vigil.schemas.FeatureVector;
import dev.vigil.schemas.Score;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The live monitors of all versions, over the last {@value #WINDOW_HOURS} hours of known time. It
 * takes vectors and scores in the order of their logs, of each patient in order; which patient's
 * come first makes no difference. Not thread-safe.
 */
public final class Monitoring {
  /** The window: the present hour and those before it. */
  public static final int WINDOW_HOURS = 24;

  private final PatientSample sample;
  private final LiveVersions live;
  private final SortedMap<String, VersionMonitor> versions = new TreeMap<>();

  /** The latest counted score of each version, by model and patient. */
  private final Map<String, Map<String, Score>> latest = new HashMap<>();

  private long now = Long.MIN_VALUE;

  /** Which version raises whose alerts. */
  @FunctionalInterface
  public interface LiveVersions {
    /** The version of a model that is live for a patient at an instant; null if none is. */
    @Nullable String of(String model, String patient, long instant);
  }

  /**
   * Watches nothing yet.
   *
   * @param mostPatients of whom vectors and scores are counted in an hour
   */
  public Monitoring(int mostPatients, LiveVersions live) {
    this.sample = new PatientSample(mostPatients);
    this.live = requireNonNull(live, "live is null");
  }

  /** From now on these are watched, and no others; what is known of those that stay is kept. */
  public void watch(Collection<MonitoredVersion> wanted) {
    Map<String, VersionMonitor> before = new HashMap<>(versions);
    versions.clear();
    for (MonitoredVersion version : wanted) {
      VersionMonitor known = before.get(version.id());
      versions.put(version.id(), known == null ? new VersionMonitor(version) : known);
    }
  }

  /** Whether anything of a patient at an instant may count: what is not need not be read. */
  public boolean wants(String patient, long known) {
    long hour = VersionMonitor.hour(known);
    return hour > VersionMonitor.hour(now) - WINDOW_HOURS && sample.has(patient, hour);
  }

  /** Takes a vector of a patient who is wanted. */
  public void take(FeatureVector vector) {
    advance(vector.known());
    versions.values().forEach(version -> version.take(vector));
  }

  /** Takes a score of a patient who is wanted. */
  public void take(Score score) {
    advance(score.known());
    VersionMonitor version = versions.get(Score.modelVersion(score.model(), score.version()));
    if (version == null || !version.take(score)) {
      return;
    }
    Map<String, Score> others =
        latest.computeIfAbsent(score.model() + "/" + score.patient(), key -> new TreeMap<>());
    others.put(score.version(), score);
    others.values().stream()
        .filter(
            other ->
                !other.version().equals(score.version()) && other.vector().equals(score.vector()))
        .forEach(other -> compare(score, other));
  }

  private void compare(Score one, Score other) {
    String acting = live.of(one.model(), one.patient(), one.known());
    if (one.version().equals(acting)) {
      pair(other, one);
    } else if (other.version().equals(acting)) {
      pair(one, other);
    }
  }

  private void pair(Score shadow, Score acting) {
    VersionMonitor of = versions.get(Score.modelVersion(shadow.model(), shadow.version()));
    VersionMonitor than = versions.get(Score.modelVersion(acting.model(), acting.version()));
    if (of != null && than != null) {
      boolean sameSide = of.version().warns(shadow) == than.version().warns(acting);
      of.pair(shadow, acting, sameSide);
    }
  }

  /** The log's time has come so far, seconds since the epoch; it never goes back. */
  public void advance(long instant) {
    if (VersionMonitor.hour(instant) > VersionMonitor.hour(now)) {
      long first = VersionMonitor.hour(instant) - WINDOW_HOURS + 1;
      versions.values().forEach(version -> version.forgetBefore(first));
      latest.values().forEach(scores -> scores.values().removeIf(s -> isBefore(s, first)));
      latest.values().removeIf(Map::isEmpty);
    }
    now = Math.max(now, instant);
  }

  private static boolean isBefore(Score score, long hour) {
    return VersionMonitor.hour(score.known()) < hour;
  }

  /** How far the log's time has come; {@link Long#MIN_VALUE} before anything was taken. */
  public long now() {
    return now;
  }

  /** How each version does, by its name. */
  public List<MonitorReport> reports() {
    long first = VersionMonitor.hour(now) - WINDOW_HOURS + 1;
    return versions.values().stream()
        .map(
            each ->
                MonitorReport.of(
                    each.version(),
                    each.since(first),
                    first * VersionMonitor.HOUR_SECONDS,
                    now,
                    sample.share()))
        .toList();
  }
}
