package dev.vigil.bench.peers.work;

/**
 * One result: a window of a patient's vital sign. Sums are exact, so those of two sides are equal
 * or one is wrong; mean and standard deviation follow from them.
 *
 * @param patient number of the patient
 * @param vital number of the vital sign
 * @param windowSeconds length of the window
 * @param end the second at which it ends, and which it doesn't hold
 * @param count of its readings, at least 1
 * @param sum of the values
 * @param sumOfSquares of the values
 * @param min smallest value
 * @param max largest value
 */
public record WindowMoments(
    int patient,
    int vital,
    int windowSeconds,
    long end,
    long count,
    long sum,
    long sumOfSquares,
    long min,
    long max) {}
