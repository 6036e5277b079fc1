/** An evaluation as one HTML page, with its plots as inline SVG. */
package dev.vigil.app.evaluation.report;
