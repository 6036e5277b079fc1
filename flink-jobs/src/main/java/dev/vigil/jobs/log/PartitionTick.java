package dev.vigil.jobs.log;

/**
 * The last valid tick of a partition, as kept in a checkpoint.
 *
 * @param second whole seconds since the epoch
 */
public record PartitionTick(int partition, long second) {}
