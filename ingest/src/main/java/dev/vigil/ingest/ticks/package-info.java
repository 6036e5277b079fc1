/** The clock of the patient log: who writes it, who drives it, and what it said last. */
package dev.vigil.ingest.ticks;
