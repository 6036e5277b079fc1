/** The windows of Vigil's engine against those of other stream processors. */
package dev.vigil.bench.peers;
