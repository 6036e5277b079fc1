package dev.vigil.schemas;

import static java.util.Objects.requireNonNull;

/**
 * A ward in which a patient was before.
 *
 * @param ward ward id
 * @param from whole seconds since the epoch, inclusive
 * @param until whole seconds since the epoch, exclusive
 */
public record EarlierWard(String ward, long from, long until) {
  public EarlierWard {
    requireNonNull(ward, "ward is null");
    EpochSeconds.require(from, "from");
    EpochSeconds.require(until, "until");
    if (until < from) {
      throw new IllegalArgumentException("the time in ward '" + ward + "' ends before it begins");
    }
  }
}
