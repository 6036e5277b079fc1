/** Training of models on recordings: from files to a bundle. */
package dev.vigil.app.training;
