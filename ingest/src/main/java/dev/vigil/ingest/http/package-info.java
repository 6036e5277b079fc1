/** Readings over HTTP. */
package dev.vigil.ingest.http;
