/**
 * Gateways: the one intake pipeline from a message to the patient log. {@link
 * dev.vigil.ingest.Intake} is the way in; it knows no transport and no Kafka.
 */
package dev.vigil.ingest;
