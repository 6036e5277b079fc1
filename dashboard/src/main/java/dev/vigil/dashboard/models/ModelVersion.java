package dev.vigil.dashboard.models;

import dev.vigil.dashboard.registry.RefusedException;
import dev.vigil.schemas.Score;

/** A version of a model, written {@code model:version}. */
public record ModelVersion(String model, String version) {
  /**
   * Reads one.
   *
   * @throws RefusedException if it isn't one
   */
  public static ModelVersion parse(String text) {
    int colon = text.indexOf(':');
    if (colon < 1 || colon == text.length() - 1) {
      throw RefusedException.invalid("the name has no version", "MODEL:VERSION, such as news2:1");
    }
    return new ModelVersion(text.substring(0, colon), text.substring(colon + 1));
  }

  @Override
  public String toString() {
    return Score.modelVersion(model, version);
  }
}
