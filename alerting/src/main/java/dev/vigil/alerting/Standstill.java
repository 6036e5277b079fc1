package dev.vigil.alerting;

import dev.vigil.schemas.OutputNumber;
import dev.vigil.schemas.fold.Step;

/** A moment at which somebody looks and nothing happens. */
record Standstill(long now) implements Step<AlertOutput> {
  @Override
  public void emit(AlertOutput output) {
    throw nothing();
  }

  @Override
  public void schedule(long instant, String kind, String id) {
    throw nothing();
  }

  @Override
  public void cancel(String kind, String id) {
    throw nothing();
  }

  @Override
  public void forget() {
    throw nothing();
  }

  @Override
  public OutputNumber nextNumber() {
    throw nothing();
  }

  private static IllegalStateException nothing() {
    return new IllegalStateException("who only looks changes nothing");
  }
}
