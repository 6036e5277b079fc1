/** What a recording looks like to a model, put into its bundle. */
package dev.vigil.app.reference;
