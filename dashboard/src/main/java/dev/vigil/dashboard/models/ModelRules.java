package dev.vigil.dashboard.models;

import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.schemas.LedgerEntry;
import dev.vigil.schemas.LedgerEntry.Action;
import dev.vigil.schemas.ledger.ModelStanding;
import dev.vigil.schemas.ledger.VersionStanding;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What may follow what. Everything that refuses throws a {@link RefusedException}. */
final class ModelRules {
  /** A version whose scores are further behind than this would raise alerts about the past. */
  static final long MOST_BEHIND_SECONDS = 60;

  private ModelRules() {}

  static void requireKnown(ModelStanding standing) {
    if (standing.versions().isEmpty()) {
      throw unknown(
          "no model " + printable(standing.model()) + " is known",
          "List them with ./vigil model list.");
    }
  }

  static VersionStanding known(ModelStanding standing, ModelVersion of) {
    VersionStanding is = standing.versions().get(of.version());
    if (is == null) {
      throw unknown(
          "no version " + printable(of.toString()) + " is known",
          "Deploy it with ./vigil model deploy FILE; known of this model are "
              + standing.versions().keySet()
              + ".");
    }
    return is;
  }

  static VersionStanding running(ModelStanding standing, ModelVersion of) {
    VersionStanding is = known(standing, of);
    if (is.state() == Action.RETIRED) {
      throw RefusedException.conflict(
          of + " is retired",
          "a version that runs",
          "Deploy its bundle again, and promote it once its job runs.");
    }
    return is;
  }

  /** A version never changes: the same name is the same bundle, for ever. */
  static void requireSameBundle(ModelStanding standing, ModelVersion of, String bundle) {
    VersionStanding is = standing.versions().get(of.version());
    if (is != null && !is.bundle().equals(bundle)) {
      throw RefusedException.conflict(
          of + " is known already, from another bundle (" + is.bundle() + ")",
          "another version for another bundle",
          "Train or recalibrate it with another --model-version, or import it with another version"
              + " in its manifest.");
    }
  }

  static void requireNoneInTheWay(ModelStanding standing, VersionStanding is, Action to) {
    if (to == Action.CANARY && is.state() == Action.LIVE) {
      throw RefusedException.conflict(
          is.own().modelVersion() + " is live for all",
          "a version that isn't",
          "Promote the other version, or roll back with ./vigil model rollback "
              + standing.model()
              + ".");
    }
    standing
        .canary()
        .filter(canary -> !canary.version().equals(is.version()))
        .ifPresent(
            canary -> {
              throw RefusedException.conflict(
                  canary.own().modelVersion() + " is live for " + canary.percent() + " %",
                  "no other canary of the same model",
                  "Promote that one for all, or end it with ./vigil model rollback "
                      + standing.model()
                      + ".");
            });
  }

  static void requireUpToDate(ModelVersion of, ModelJobs.@Nullable Health job) {
    if (job == null || !job.isUpToDate(MOST_BEHIND_SECONDS)) {
      throw RefusedException.conflict(
          "the scores of "
              + of
              + " are not up to date ("
              + (job == null ? "it has no job yet" : said(job))
              + ")",
          "a running job at most " + MOST_BEHIND_SECONDS + " s behind",
          "Wait until ./vigil model list says so, or see there why it doesn't run.");
    }
  }

  private static String said(ModelJobs.Health job) {
    String lag = job.lagSeconds() == null ? "" : ", " + job.lagSeconds() + " s behind";
    return job.job() + " is " + job.status() + lag;
  }

  /** The entry of an earlier request that did just this. */
  static Optional<LedgerEntry> rolledBackBefore(ModelStanding standing, Rollback asked) {
    return standing
        .live()
        .map(VersionStanding::since)
        .filter(entry -> asked.from() != null && asked.from().equals(entry.rolledBack()))
        .filter(entry -> standing.canary().isEmpty());
  }

  static VersionStanding rolledBack(ModelStanding standing, Rollback asked) {
    VersionStanding from =
        standing
            .canary()
            .or(standing::live)
            .orElseThrow(
                () ->
                    RefusedException.conflict(
                        "no version of " + standing.model() + " is live",
                        "a live version to roll back from",
                        "Make one live with ./vigil model promote."));
    if (asked.from() != null && !asked.from().equals(from.version())) {
      throw RefusedException.conflict(
          from.own().modelVersion() + " is live by now",
          "the version that you mean to roll back from",
          "Look at ./vigil model list and ask again.");
    }
    return from;
  }

  static VersionStanding former(ModelStanding standing, VersionStanding from) {
    VersionStanding to =
        standing
            .former()
            .orElseThrow(
                () ->
                    RefusedException.conflict(
                        "nothing was live before " + from.own().modelVersion(),
                        "a former version",
                        "End it with ./vigil model retire " + from.own().modelVersion() + "."));
    if (to.state() == Action.RETIRED) {
      throw RefusedException.conflict(
          to.own().modelVersion() + ", which was live before, is retired",
          "a former version that still runs",
          "Deploy its bundle again, and promote it once its job runs.");
    }
    return to;
  }

  static RefusedException unknown(String error, String remedy) {
    return new RefusedException(
        RefusedException.Kind.UNKNOWN, error, "a name that ./vigil model list shows", remedy);
  }

  private static String printable(String name) {
    return name.matches("[A-Za-z0-9._:-]{1,100}") ? name : "of this name";
  }
}
