/** Synthetic patients with scenarios and known truth, a pure function of seed and second. */
package dev.vigil.simulator.ward;
