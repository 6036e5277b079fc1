/** Keys with which bundles are signed. */
package dev.vigil.app.signing;
