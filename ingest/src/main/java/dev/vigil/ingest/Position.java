package dev.vigil.ingest;

/** Where in a topic a record lies. */
public record Position(int partition, long offset) {}
