/** Feature vectors: the engine against recomputation from all raw readings. */
package dev.vigil.bench.features;
