package dev.vigil.app.training;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;

/**
 * What a person says of a model, for its card.
 *
 * @param licence of it and of the recording, such as an SPDX identifier
 * @param limits beside those that every model has
 */
public record Statement(String licence, List<String> limits) {
  private static final List<String> ALWAYS =
      List.of(
          "Not a medical device, and no proof that it does patients good.",
          "Its numbers are of patients of the place where it was trained, whom it had not seen; in"
              + " another place expect less, and measure it there first.",
          "Intervals know the doubt that few patients bring, not that of wrong labels, nor of"
              + " settings that people found on the same recording.");

  public Statement {
    requireNonNull(licence, "licence is null");
    limits = List.copyOf(limits);
  }

  /**
   * All limits of a card.
   *
   * @param caveat of the recording; empty if there is nothing to say
   */
  public List<String> limits(String caveat) {
    List<String> all = new ArrayList<>(ALWAYS);
    if (!caveat.isEmpty()) {
      all.add(caveat);
    }
    all.addAll(limits);
    return all;
  }
}
