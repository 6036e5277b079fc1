package dev.vigil.bench.paired;

/** Work says itself what it costs. */
final class FakeMeter implements Meter {
  private Cost total = new Cost(0, 0);

  void spend(long cpuNanos, long bytes) {
    total = total.plus(new Cost(cpuNanos, bytes));
  }

  @Override
  public Cost read() {
    return total;
  }
}
