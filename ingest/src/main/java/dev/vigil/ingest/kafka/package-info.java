/**
 * The intake's ports to Kafka: one producer, the patient log, the rejected readings, the patients.
 */
package dev.vigil.ingest.kafka;
