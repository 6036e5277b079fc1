/** The input that all benchmarks share. */
package dev.vigil.bench.monitor;
