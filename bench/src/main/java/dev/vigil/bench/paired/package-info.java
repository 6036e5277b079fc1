/** Measuring two ways of the same work side by side on a noisy machine. */
package dev.vigil.bench.paired;
