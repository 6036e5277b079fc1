package dev.vigil.models.trees;

/**
 * A row that trees were grown on.
 *
 * @param values one per input, NaN where unknown
 * @param weight above 0
 */
public record WeightedRow(double[] values, double weight) {}
