/** Vigil and the peers, each from one Kafka topic to another. */
package dev.vigil.bench.peers.side;
