/**
 * Forecasts of a vital sign with an interval, as they serve. They are learned in {@code
 * training.forecast}.
 */
package dev.vigil.models.forecast;
