/** What the stream knew, written out. */
package dev.vigil.app.export;
