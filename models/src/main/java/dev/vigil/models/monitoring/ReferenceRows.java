package dev.vigil.models.monitoring;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Collects the reference of a model that exists: what a recording looks like to it. Of a long
 * recording patients are drawn by a hash of their ids, so that deciles stand on {@value #MOST_ROWS}
 * rows at most (on more only if a draw would leave no patient), of early and late patients alike.
 * The same rows in any order give the same.
 */
public final class ReferenceRows {
  private static final int MOST_ROWS = 100_000;

  private final List<String> inputs;
  private final int mostRows;
  private final SortedMap<String, List<Row>> byPatient = new TreeMap<>();
  private int rows;
  private int zeros;

  private record Row(float[] values, double score) {}

  /** For a model with these inputs. */
  public ReferenceRows(List<String> inputs) {
    this(inputs, MOST_ROWS);
  }

  ReferenceRows(List<String> inputs, int mostRows) {
    this.inputs = List.copyOf(inputs);
    this.mostRows = mostRows;
  }

  /** Whether rows of a patient count: others need not be computed. */
  public boolean wants(String patient) {
    return PatientSample.isDrawn(patient, zeros);
  }

  /**
   * A row of a patient who is wanted.
   *
   * @param values of the inputs in their order, NaN where unknown
   * @param score what the model says, NaN where nothing
   */
  public void add(String patient, double[] values, double score) {
    float[] kept = new float[inputs.size()];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = (float) values[i];
    }
    byPatient.computeIfAbsent(patient, id -> new ArrayList<>()).add(new Row(kept, score));
    rows++;
    while (rows > mostRows && byPatient.size() > 1 && isAnyoneLeft(zeros + 1)) {
      zeros++;
      byPatient.keySet().removeIf(id -> !wants(id));
      rows = byPatient.values().stream().mapToInt(List::size).sum();
    }
  }

  /** Of a few patients with many rows each a draw may leave nobody: too many rows are better. */
  private boolean isAnyoneLeft(int drawnZeros) {
    return byPatient.keySet().stream().anyMatch(id -> PatientSample.isDrawn(id, drawnZeros));
  }

  /**
   * The reference.
   *
   * @param source where the rows are from, for people
   * @throws IllegalArgumentException if there are no rows
   */
  public Reference reference(String source) {
    requireNonNull(source, "source is null");
    List<Row> all = byPatient.values().stream().flatMap(List::stream).toList();
    SortedMap<String, Distribution> distributions = new TreeMap<>();
    for (int i = 0; i < inputs.size(); i++) {
      int place = i;
      distributions.put(
          inputs.get(i),
          Distribution.of(all.stream().mapToDouble(row -> row.values()[place]).toArray()));
    }
    return new Reference(
        source,
        byPatient.size(),
        all.size(),
        distributions,
        Distribution.of(all.stream().mapToDouble(Row::score).toArray()));
  }
}
