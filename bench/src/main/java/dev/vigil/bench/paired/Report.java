package dev.vigil.bench.paired;

/** Hears of a benchmark while it runs. */
public interface Report {
  /** Something begins that takes a while: a line for people. */
  void begins(String what);

  /** A figure is known. */
  void measured(Measure measure);
}
