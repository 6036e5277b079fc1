package dev.vigil.models.training;

/** Hears how far a training has come. */
@FunctionalInterface
public interface Progress {
  /** Hears nothing. */
  Progress NONE = (stage, done) -> {};

  /**
   * A stage goes on.
   *
   * @param stage for people, such as {@code rows read}
   * @param done how many so far
   */
  void at(String stage, long done);

  /** The same for several that report at the same time. */
  default Progress inTurn() {
    Object turn = new Object();
    return (stage, done) -> {
      synchronized (turn) {
        at(stage, done);
      }
    };
  }
}
