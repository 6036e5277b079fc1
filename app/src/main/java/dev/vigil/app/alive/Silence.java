package dev.vigil.app.alive;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a Vigil is silent, judged by signs of life: answers to looks, and its own calls. Where
 * both are asked for, both must come. Time is whole seconds of a clock that never jumps. Not
 * thread-safe.
 */
final class Silence {
  private final long silentAfter;
  private final boolean looks;
  private final boolean listens;
  private long lastWell;
  private long lastCall;
  private String lastLook = "no answer yet";
  private boolean well;
  private boolean calledOnce;

  /**
   * Begins to count now.
   *
   * @param looks whether it is looked at
   * @param listens whether its calls are taken
   */
  Silence(Duration silentAfter, boolean looks, boolean listens, long now) {
    this.silentAfter = silentAfter.toSeconds();
    this.looks = looks;
    this.listens = listens;
    lastWell = now;
    lastCall = now;
  }

  /** It was looked at. */
  void looked(boolean isWell, String found, long now) {
    if (isWell) {
      lastWell = now;
      well = true;
    }
    lastLook = found;
  }

  /** It has called. */
  void called(long now) {
    lastCall = now;
    calledOnce = true;
  }

  /** Whether all signs of life that are asked for have come at least once. */
  boolean hasBeenHeard() {
    return (well || !looks) && (calledOnce || !listens);
  }

  /** Why it counts as silent; null while it doesn't. */
  @Nullable String because(long now) {
    if (looks && now - lastWell >= silentAfter) {
      return "Vigil has given no good answer for " + silentAfter + " s or more (" + lastLook + ")";
    }
    if (listens && now - lastCall >= silentAfter) {
      return "Vigil has not called for " + silentAfter + " s or more";
    }
    return null;
  }

  /** For people: {@code SILENT since …}. */
  static String line(boolean silent, String because, long at) {
    return (silent ? "SILENT " : "alive  ") + Instant.ofEpochSecond(at) + "  " + because;
  }
}
