/** Telling people: the configured channels, each in its own time, and what each has told. */
package dev.vigil.app.notify;
