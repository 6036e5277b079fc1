package dev.vigil.alerting.channels;

import java.util.Optional;

/** What whoever runs Vigil can do about a channel that can't deliver. */
public final class Remedies {
  private Remedies() {}

  /**
   * Of a failure.
   *
   * @param detail of its {@link Delivery}
   * @return a sentence; empty where the code says all there is to say
   */
  public static Optional<String> of(String detail) {
    return MailAnswers.remedy(detail);
  }
}
