package dev.vigil.jobs;

/** Names and uids of operators. A uid is where a checkpoint finds its state: it never changes. */
final class Uids {
  static final String LOG = "patient-log";
  static final String STAMPS = "stamps";
  static final String FOLD = "fold";
  static final String PROGRESS = "progress";
  static final String VECTORS = "vectors";
  static final String TRANSITIONS = "transitions";
  static final String SCORES = "scores";
  static final String ROWS = "rows";
  static final String SINK = "sink";

  private Uids() {}
}
