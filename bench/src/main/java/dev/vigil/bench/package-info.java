/** The benchmarks that there are. */
package dev.vigil.bench;
