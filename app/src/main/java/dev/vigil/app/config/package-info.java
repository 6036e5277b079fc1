/** Vigil's configuration: one tree of records, read from a file, variables and flags. */
package dev.vigil.app.config;
