/**
 * How good a model is, without and with doubt: ranking, utility, calibration, alerts at a budget,
 * each with an interval over patients.
 */
package dev.vigil.models.evaluation;
