package dev.vigil.app.evaluation;

import java.nio.charset.StandardCharsets;

/**
 * What the evaluated model says of every patient-hour, as CSV: {@code
 * patient,hour,probability,decision}.
 */
public final class Predictions {
  private final StringBuilder text = new StringBuilder("patient,hour,probability,decision\n");
  private final double threshold;
  private long rows;

  Predictions(double threshold) {
    this.threshold = threshold;
  }

  /** Adds a stay, one hour and probability a row. */
  void add(String patient, int[] hours, double[] probabilities) {
    rows += hours.length;
    String name = quoted(patient);
    for (int row = 0; row < hours.length; row++) {
      text.append(name)
          .append(',')
          .append(hours[row])
          .append(',')
          .append(probabilities[row])
          .append(',')
          .append(probabilities[row] >= threshold ? 1 : 0)
          .append('\n');
    }
  }

  /** Source: RFC 4180, section 2. */
  private static String quoted(String text) {
    return text.matches("[^\",\r\n]*") ? text : '"' + text.replace("\"", "\"\"") + '"';
  }

  /** How many patient-hours. */
  public long rows() {
    return rows;
  }

  /** UTF-8, with a first line of names. */
  public byte[] csv() {
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }
}
