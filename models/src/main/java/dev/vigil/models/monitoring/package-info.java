/**
 * How models do while they run: whether patients and scores still look as they did in training,
 * whether a shadow says what the live version says, whether what is predicted comes. Pure: time is
 * the known time of vectors and scores.
 */
package dev.vigil.models.monitoring;
