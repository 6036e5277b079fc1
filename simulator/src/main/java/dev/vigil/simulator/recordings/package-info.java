/** Recordings of real patients, read lazily in a stable order, whatever their format. */
package dev.vigil.simulator.recordings;
