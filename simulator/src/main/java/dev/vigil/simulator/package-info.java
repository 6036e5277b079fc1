/** Sending readings to a gateway: what the synthetic ward and the recordings have in common. */
package dev.vigil.simulator;
