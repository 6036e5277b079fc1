package dev.vigil.jobs.scoring;

import dev.vigil.schemas.MalformedRecordException;
import dev.vigil.schemas.OutputNumber;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What a patient's last vector came to.
 *
 * @param number of the vector
 * @param warning names of the models that warned
 */
record LastScored(OutputNumber number, SortedSet<String> warning) {
  private static final String SEPARATOR = " ";

  LastScored {
    warning = Collections.unmodifiableSortedSet(new TreeSet<>(warning));
  }

  /** Reads what {@link #toString} wrote; a number alone is one of which no model is known. */
  static LastScored parse(String text) throws MalformedRecordException {
    List<String> words = Arrays.asList(text.split(SEPARATOR, -1));
    return new LastScored(
        OutputNumber.parse(words.get(0)), new TreeSet<>(words.subList(1, words.size())));
  }

  @Override
  public String toString() {
    return warning.isEmpty()
        ? number.toString()
        : number + SEPARATOR + String.join(SEPARATOR, warning);
  }
}
