/** Evaluation of a bundle on a recording. */
package dev.vigil.app.evaluation;
