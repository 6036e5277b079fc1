/** Fitting a trained model's calibration and threshold to a site. */
package dev.vigil.app.recalibration;
