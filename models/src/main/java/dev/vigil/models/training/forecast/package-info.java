/**
 * Learning forecasts with an interval from recordings: rows, regressions, conformal intervals,
 * validation on unseen subjects and on later time.
 */
package dev.vigil.models.training.forecast;
