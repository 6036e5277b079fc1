package dev.vigil.system;

/** Services of a cluster that are waited for. */
final class Started {
  private static final String VIGIL = "vigil";
  static final String NOTIFIER = "notifier";
  static final String SUPERVISOR = "supervisor";

  private Started() {}

  static void vigil(ComposedCluster cluster) throws Exception {
    cluster.start(VIGIL);
    cluster.awaitSaid(VIGIL, "Vigil is up");
  }

  /** Who tells people, beside {@code vigil}, which has begun the log. */
  static void notifier(ComposedCluster cluster) throws Exception {
    cluster.start(NOTIFIER);
    cluster.awaitSaid(NOTIFIER, "The notifier is up");
  }

  /** Who submits the jobs, of the log that {@code vigil} has begun. */
  static void supervisor(ComposedCluster cluster) throws Exception {
    cluster.start(SUPERVISOR);
    cluster.awaitSaid(SUPERVISOR, "The supervisor is up");
  }
}
