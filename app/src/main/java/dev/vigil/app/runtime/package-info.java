/** The services that one machine runs in one process: a real broker and a real Flink cluster. */
package dev.vigil.app.runtime;
