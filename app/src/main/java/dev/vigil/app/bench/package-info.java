/** What the features job costs with all around it: a real broker, a real Flink cluster. */
package dev.vigil.app.bench;
