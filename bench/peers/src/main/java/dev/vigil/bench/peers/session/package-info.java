/** Measuring the sides: feeding them, checking what they give, and what it costs. */
package dev.vigil.bench.peers.session;
