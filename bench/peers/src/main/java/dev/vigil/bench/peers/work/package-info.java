/** The work that every side does: its input, its output, and what is right. */
package dev.vigil.bench.peers.work;
