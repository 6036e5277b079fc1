package dev.vigil.jobs.fold;

/** One checkpointed count of one subtask; summed over all subtasks it is exact. */
public record CountEntry(String name, long value) {}
