package dev.vigil.dashboard.burden;

import java.util.List;

/**
 * How often alerts called people.
 *
 * @param from exclusive, whole seconds since the epoch
 * @param to inclusive
 * @param models of whose alerts somebody said something
 * @param useful ids of alerts that somebody found useful
 */
public record Burden(
    long from, long to, List<WardBurden> wards, List<ModelOpinions> models, List<String> useful) {
  public Burden {
    wards = List.copyOf(wards);
    models = List.copyOf(models);
    useful = List.copyOf(useful);
  }
}
