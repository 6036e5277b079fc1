/** The patient log and what governed it, read as a whole: here from Kafka, or by a server's API. */
@org.jspecify.annotations.NullMarked
package dev.vigil.app.logstream;
