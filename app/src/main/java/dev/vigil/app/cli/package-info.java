/** What all commands of {@code vigil} share, and those that need no running Vigil. */
package dev.vigil.app.cli;
