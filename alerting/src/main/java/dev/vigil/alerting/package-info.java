/**
 * Who is told, and when: the fold over a patient's log that turns readings, scores and silence into
 * alerts. Pure domain: no clock, no Kafka, no Flink.
 */
@NullMarked
package dev.vigil.alerting;

import org.jspecify.annotations.NullMarked;
