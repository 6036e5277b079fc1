/** How soon a clinician can read of an alert, on a Vigil in a process of its own under load. */
package dev.vigil.app.bench.latency;
