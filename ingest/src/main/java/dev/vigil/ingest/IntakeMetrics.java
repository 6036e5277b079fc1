package dev.vigil.ingest;

/**
 * What the intake counts. Once nothing is in hand, {@code received = accepted + duplicate +
 * rejected + refused}, in readings; a message that can't be read counts as one reading.
 */
public interface IntakeMetrics {
  /** Counts nothing. */
  IntakeMetrics NOOP =
      new IntakeMetrics() {
        @Override
        public void received(int readings) {
          // Nothing is counted.
        }

        @Override
        public void judged(Verdict verdict) {
          // Nothing is counted.
        }
      };

  /** So many readings came in one message. */
  void received(int readings);

  /** One reading has its verdict. */
  void judged(Verdict verdict);
}
