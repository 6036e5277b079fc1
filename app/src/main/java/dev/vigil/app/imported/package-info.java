/** Models that were trained elsewhere, from their files to a bundle. */
package dev.vigil.app.imported;
