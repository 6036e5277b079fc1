package dev.vigil.models.evaluation;

/**
 * A point of the reliability curve: rows with about the same probability.
 *
 * @param rows how many
 * @param predicted mean probability
 * @param observed share of positive rows
 */
public record ReliabilityBin(long rows, double predicted, double observed) {}
